import type { Metadata } from "next";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { translator } from "@/lib/translate";

export const metadata: Metadata = { title: translator("guests")("overTitle"), robots: { index: false } };

/** Where a guest is led whose time is over. */
export default function GuestOverPage() {
  const t = translator("guests");
  return <PlainFrame title={t("overTitle")} lead={t("overText")} />;
}
