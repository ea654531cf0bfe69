"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { TextField } from "@/components/form/fields";
import { FileUpload } from "@/components/form/file-upload";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { Branding } from "../queries";

type Action = (input: unknown) => Promise<ActionResult<{ version: number }>>;

interface BrandingFormProps {
  branding: Branding;
  logoHref: string;
  /** What the picture is of, in words. */
  alt: string;
  save: Action;
  remove: Action;
}

/** How documents look that leave: prefix of their numbers, logo. The classification stands with the organisation itself. */
export function BrandingForm({ branding, logoHref, alt, save, remove }: BrandingFormProps) {
  const t = useTranslations("branding");
  const router = useRouter();
  const { id, version, documentPrefix, logoSha256 } = branding;
  const form = useRecordForm({
    formKey: `branding:${id}`,
    action: save,
    version,
    initial: { documentPrefix },
    onSuccess: () => {
      showToast({ title: t("saved") });
      router.refresh();
    },
  });
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <RecordForm form={form} submitLabel={t("save")}>
        <h2 className="font-serif text-xl font-semibold">{t("title")}</h2>
        <p className="prose-width text-sm text-muted">{t("lead")}</p>
        <TextField name="documentPrefix" label={t("prefix")} hint={t("prefixHint")} maxLength={20} />
      </RecordForm>
      <section aria-labelledby="logo-title" className="flex flex-col gap-3">
        <h3 id="logo-title" className="text-base font-semibold">
          {t("logo")}
        </h3>
        {logoSha256 && (
          <div className="flex flex-wrap items-center gap-4">
            {/* biome-ignore lint/performance/noImgElement: a private picture behind the door, not one to be resized */}
            <img src={`${logoHref}?${logoSha256.slice(0, 8)}`} alt={alt} className="max-h-16 max-w-60 border bg-white object-contain p-2" />
            <Button
              size="small"
              onClick={async () => {
                const result = await remove({ version });
                showToast({ title: result.ok ? t("removed") : (result.message ?? t("offline")) });
                router.refresh();
              }}
            >
              {t("remove")}
            </Button>
          </div>
        )}
        <FileUpload
          key={logoSha256}
          href={logoHref}
          accept="image/png,image/jpeg"
          words={{ choose: t(logoSha256 ? "chooseOther" : "choose"), hint: t("chooseHint"), working: t("working"), offline: t("offline") }}
          onDone={() => {
            showToast({ title: t("taken") });
            router.refresh();
          }}
        />
      </section>
    </div>
  );
}
