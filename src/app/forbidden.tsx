import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { translator } from "@/lib/translate";

export function generateMetadata(): Metadata {
  return { title: translator("pages")("forbiddenTitle") };
}

export default function ForbiddenPage() {
  const t = translator("pages");
  return (
    <PlainFrame title={t("forbiddenTitle")} lead={t("forbiddenText")}>
      <LinkButton href="/">{t("toStart")}</LinkButton>
    </PlainFrame>
  );
}
