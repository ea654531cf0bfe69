import { Download } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { buttonStyle } from "@/components/ui/button";
import { KeyValueList } from "@/components/ui/key-value-list";
import { Words } from "@/components/words";
import { COUNTED } from "@/features/register-file/collections";
import { RegisterUpload } from "@/features/register-file/components/register-upload";
import { isEmptyRegister } from "@/features/register-file/counts";
import { registerCounts } from "@/features/register-file/queries";
import { REGISTER_FILE_LIMIT } from "@/features/register-file/schema";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

/** Said even where there is none; the others only where there are some. */
const ALWAYS: ReadonlySet<string> = new Set(["parties", "requirements"]);

export function generateMetadata(): Metadata {
  return { title: translator("register")("title") };
}

export default async function RegisterFilePage({ params }: { params: Promise<{ organization: string }> }) {
  const access = await requireAccess((await params).organization, "register:export");
  const counts = await registerCounts(access);
  const t = translator("register");
  const home = `/${access.organization.slug}`;
  const names = [...COUNTED, "carried"] as const;
  const shown = names.filter((name) => counts[name] > 0 || ALWAYS.has(name));
  const empty = isEmptyRegister(counts);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <section aria-labelledby="take" className="max-w-3xl">
        <h2 id="take" className="mb-2 font-serif text-xl font-semibold">
          {t("take")}
        </h2>
        <KeyValueList emptyLabel="0" items={shown.map((name) => ({ label: t(`holds.${name}`), value: String(counts[name]) }))} />
        <p className="prose-width my-3 text-sm text-muted">{t("takeText")}</p>
        <a className={buttonStyle({ variant: "primary" })} href={`${home}/register/file`} download>
          <Download aria-hidden className="size-4" />
          {t("download")}
        </a>
      </section>
      {access.can("register:import") && (
        <section aria-labelledby="bring" className="mt-10">
          <h2 id="bring" className="mb-2 font-serif text-xl font-semibold">
            {t("bring")}
          </h2>
          <p className="prose-width mb-3 text-sm text-muted">{t(empty ? "bringText" : "bringNotEmpty")}</p>
          {empty && (
            <Words namespaces={["register"]}>
              <RegisterUpload
                href={`${home}/register/file`}
                doneHref={`${home}/interested-parties`}
                limitMegabytes={REGISTER_FILE_LIMIT / 1024 / 1024}
              />
            </Words>
          )}
        </section>
      )}
    </>
  );
}
