import type { Metadata } from "next";
import { headers } from "next/headers";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { publicCurrency } from "@/features/copies/queries";
import { translator } from "@/lib/translate";
import { mayAsk } from "@/server/ask-limit";

export function generateMetadata(): Metadata {
  // The address holds the code: it must not travel on in a Referer.
  return { title: translator("copies")("public.title"), referrer: "no-referrer", robots: { index: false } };
}

/** What anybody may know of a copy: CURRENT, SUPERSEDED or UNKNOWN. No organisation, no title, no name; nobody has to sign in. */
export default async function PublicCopyPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const t = translator("copies.public");
  if (!mayAsk((await headers()).get("x-goldthread-peer") ?? "unknown")) return <PlainFrame title={t("wait")} lead={t("waitText")} />;
  const currency = await publicCurrency(code);
  return (
    <PlainFrame title={t("title")}>
      <p className={`mb-3 border-l-4 py-1 pl-4 font-serif text-4xl font-semibold tracking-wide ${LOOKS[currency]}`}>{t(currency)}</p>
      <p className="prose-width text-muted">{t(`${currency}Text`)}</p>
    </PlainFrame>
  );
}

const LOOKS = { current: "border-ok text-ok", superseded: "border-danger text-danger", unknown: "border-line-strong text-ink" } as const;
