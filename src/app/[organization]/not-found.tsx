import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { translator } from "@/lib/translate";

export function generateMetadata(): Metadata {
  return { title: translator("pages")("notFoundTitle") };
}

/** The same words as outside, within the frame of the organisation that the person is in. */
export default function NotFoundRoom() {
  const t = translator("pages");
  return <PageHeader title={t("notFoundTitle")} lead={t("notFoundText")} />;
}
