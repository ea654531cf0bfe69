import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { MakePack } from "@/features/audit-packs/components/make-pack";
import { packChoices } from "@/features/audit-packs/queries";
import { keysKnown } from "@/features/checkpoints/queries";
import { CopyTable } from "@/features/copies/components/copy-table";
import { listCopies } from "@/features/copies/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

export const metadata: Metadata = { title: translator("auditPack")("title") };

const HEADING = "font-serif text-xl font-semibold";

export default async function AuditPacksPage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "audit-pack:export");
  const [choices, { copies }, keys] = await Promise.all([
    packChoices(access),
    listCopies(access, { kind: "audit-pack" }),
    keysKnown(access),
  ]);
  const t = translator("auditPack");
  const home = `/${access.organization.slug}`;
  const current = keys.find(({ retiredAt }) => retiredAt === null);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Words namespaces={["auditPack"]}>
        <MakePack action={`${home}/audit-packs/file`} {...choices} />
      </Words>
      <section aria-labelledby="inside" className="mt-10 max-w-3xl">
        <h2 id="inside" className={HEADING}>
          {t("insideTitle")}
        </h2>
        <ul className="mt-2 list-disc pl-5 text-sm">
          {["index", "history", "signed", "verifier"].map((part) => (
            <li key={part} className="py-0.5">
              {t(`inside.${part}`, { count: choices.entries })}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="check" className="mt-10 max-w-3xl">
        <h2 id="check" className={HEADING}>
          {t("checkTitle")}
        </h2>
        <p className="mt-1 text-muted">{t("checkText")}</p>
        <pre className="mt-3 overflow-x-auto rounded-md border bg-sunken px-3 py-2 font-mono text-sm">node verify.mjs PACK.zip</pre>
        <p className="mt-3 text-muted">{t("checkMore")}</p>
        {current && (
          <p className="mt-3 text-sm">
            {t("keyNow")}: <span className="font-mono">{current.keyId}</span>{" "}
            <Link className="link inline-block min-h-6" href={`${home}/history/verify`} prefetch={false}>
              {t("allKeys")}
            </Link>
          </p>
        )}
      </section>
      <section aria-labelledby="left" className="mt-10">
        <h2 id="left" className={`${HEADING} mb-2`}>
          {t("madeTitle")}
        </h2>
        {copies.length === 0 ? <p className="text-muted">{t("madeNone")}</p> : <CopyTable home={home} copies={copies} />}
      </section>
    </>
  );
}
