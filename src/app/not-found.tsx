import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { translator } from "@/lib/translate";

export function generateMetadata(): Metadata {
  return { title: translator("pages")("notFoundTitle") };
}

/** Absent and foreign look alike: the same words for both. */
export default function NotFoundPage() {
  const t = translator("pages");
  return (
    <PlainFrame title={t("notFoundTitle")} lead={t("notFoundText")}>
      <LinkButton href="/">{t("toStart")}</LinkButton>
    </PlainFrame>
  );
}
