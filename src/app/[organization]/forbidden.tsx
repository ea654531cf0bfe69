import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { translator } from "@/lib/translate";

export function generateMetadata(): Metadata {
  return { title: translator("pages")("forbiddenTitle") };
}

/** The same words as outside, within the frame of the organisation that the person is in. */
export default function ForbiddenRoom() {
  const t = translator("pages");
  return <PageHeader title={t("forbiddenTitle")} lead={t("forbiddenText")} />;
}
