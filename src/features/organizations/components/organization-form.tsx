"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import type { ActionResult } from "@/lib/action-result";
import { proposeSlug } from "../slug";

export function OrganizationForm({ action }: { action: (input: unknown) => Promise<ActionResult<{ slug: string }>> }) {
  const t = useTranslations("organizations");
  const router = useRouter();
  const form = useRecordForm({
    formKey: "organization:new",
    action,
    initial: { name: "", slug: "" },
    toInput: (values) => values,
    onSuccess: ({ slug }) => router.push(`/${slug}`),
  });
  // The address follows the name until somebody writes one of their own.
  const proposed = useRef("");
  const { name, slug } = form.values;
  const { set } = form;
  useEffect(() => {
    const next = proposeSlug(name);
    if (slug === proposed.current && next !== slug) {
      proposed.current = next;
      set("slug", next);
    }
  }, [name, slug, set]);
  return (
    <RecordForm form={form} submitLabel={t("create")} cancelHref="/organizations">
      <TextField name="name" label={t("name")} hint={t("nameHint")} required maxLength={120} autoComplete="organization" />
      <TextField
        name="slug"
        label={t("slug")}
        hint={t("slugHint", { slug: slug || "nordwind" })}
        required
        maxLength={60}
        autoComplete="off"
      />
    </RecordForm>
  );
}
