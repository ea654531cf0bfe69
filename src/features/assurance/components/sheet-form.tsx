"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { MultiCheck, NumberField, type Option, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Callout } from "@/components/ui/callout";
import { showToast } from "@/components/ui/toast";
import { type BuiltSheet, buildSheet, lineKey, SHEET_FIELDS, type SheetFacts } from "@/domain/assurance";
import type { ActionResult } from "@/lib/action-result";
import type { SheetWords } from "../words";
import { SheetView } from "./sheet-view";

interface SheetFormProps {
  /** "/nordwind/assurance" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
  partyId: string;
  facts: SheetFacts;
  seen: string;
  today: string;
  /** Kinds of fields that are in to begin with. */
  shown: string[];
  /** Keys of lines that an earlier sheet left out. */
  withheld: string[];
  /** By language of the page. */
  introductions: Readonly<Record<string, string>>;
  language: string;
  languages: readonly Option[];
  words: Readonly<Record<string, SheetWords>>;
  days: number;
}

/** What goes in, beside the sheet as the party will read it. */
export function SheetForm(props: SheetFormProps) {
  const { path, action, partyId, facts, seen, today, shown, withheld, introductions, language, languages, words, days } = props;
  const t = useTranslations("assurance");
  const router = useRouter();
  const initial = {
    title: "",
    introduction: introductions[language] ?? "",
    shown,
    withheld,
    withPage: true,
    days: days as number | null,
    language,
    note: "",
  };
  const leftOutOf = (values: Pick<typeof initial, "shown" | "withheld">) => [
    ...SHEET_FIELDS.filter((field) => !values.shown.includes(field)),
    ...values.withheld,
  ];
  const form = useRecordForm<typeof initial, { ref: string }>({
    formKey: `assurance-sheet:new:${partyId}`,
    action,
    initial,
    toInput: ({ shown: isIn, withheld: isOut, ...values }, { idempotencyKey }) => ({
      ...values,
      partyId,
      seen,
      leftOut: leftOutOf({ shown: isIn, withheld: isOut }),
      idempotencyKey,
    }),
    onSuccess: ({ ref }) => {
      showToast({ title: t("form.made", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  const { values } = form;
  // Our own sentence follows the language of the page; what somebody wrote stays.
  const spoken = useRef(language);
  useEffect(() => {
    if (spoken.current === values.language) return;
    if (form.values.introduction === introductions[spoken.current]) form.set("introduction", introductions[values.language] ?? "");
    spoken.current = values.language;
  }, [values.language, form, introductions]);
  const built = buildSheet(facts, { leftOut: leftOutOf(values), introduction: values.introduction.trim(), madeOn: today });
  const everything = buildSheet(facts, {
    leftOut: SHEET_FIELDS.filter((field) => !values.shown.includes(field)),
    introduction: "",
    madeOn: today,
  });
  return (
    <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <RecordForm form={form} submitLabel={t("form.make")} cancelHref={path}>
        <TextArea name="introduction" label={t("form.introduction")} hint={t("form.introductionHint")} />
        <MultiCheck
          name="shown"
          label={t("form.shown")}
          hint={t("form.shownHint")}
          options={SHEET_FIELDS.map((value) => ({ value, label: t(`field.${value}`) }))}
          columns
        />
        <LineChoice
          built={everything}
          withheld={values.withheld}
          set={(next) => form.set("withheld", next)}
          legend={t("form.lines")}
          hint={t("form.linesHint")}
        />
        <h2 className="mt-2 font-serif text-xl font-semibold">{t("form.page")}</h2>
        <Switch name="withPage" label={t("form.withPage")} hint={t("form.withPageHint")} />
        {values.withPage && (
          <div className="grid gap-4 sm:grid-cols-2">
            <NumberField name="days" label={t("form.days")} unit={t("form.daysUnit")} required />
            <SelectField name="language" label={t("form.language")} hint={t("form.languageHint")} options={languages} required />
          </div>
        )}
        <TextField name="title" label={t("form.title")} hint={t("form.titleHint")} maxLength={200} />
        <TextArea name="note" label={t("form.note")} hint={t("form.noteHint")} rows={2} />
      </RecordForm>
      <section aria-label={t("preview")} className="min-w-0">
        <p className="mb-2 text-sm font-medium text-muted">{t("preview")}</p>
        <Warnings built={built} />
        <div className="rounded-md border bg-surface p-5 sm:p-8">
          <SheetView content={built.content} words={words[values.language] ?? words.en!} language={values.language} />
        </div>
      </section>
    </div>
  );
}

function Warnings({ built: { heldBack, toLookAt } }: { built: BuiltSheet }) {
  const t = useTranslations("assurance");
  return (
    <div className="mb-4 flex flex-col gap-3 empty:hidden">
      {heldBack.length > 0 && (
        <Callout tone="warn" title={t("heldTitle")}>
          <ul className="mt-1 list-disc pl-5">
            {heldBack.map(({ key, what, names }) => (
              <li key={`${key} ${what}`}>{t("heldLine", { where: key || t("form.introduction"), what: t(`heldWhat.${what}`), names })}</li>
            ))}
          </ul>
          {t("heldText")}
        </Callout>
      )}
      {toLookAt.length > 0 && (
        <Callout title={t("lookTitle")}>{t("lookText", { names: [...new Set(toLookAt.map(({ names }) => names))].join(", ") })}</Callout>
      )}
    </div>
  );
}

interface LineChoiceProps {
  built: BuiltSheet;
  withheld: readonly string[];
  set: (withheld: string[]) => void;
  legend: string;
  hint: string;
}

/** Every requirement, and below it each control, document and piece of evidence: ticked is in. */
function LineChoice({ built: { content }, withheld, set, legend, hint }: LineChoiceProps) {
  const out = new Set(withheld);
  const toggle = (key: string, isIn: boolean) => set(isIn ? withheld.filter((other) => other !== key) : [...withheld, key]);
  const box = (key: string, label: string, disabled = false) => (
    <label className="flex items-start gap-2 py-0.5 text-sm">
      <input
        type="checkbox"
        className="mt-1 size-4 shrink-0"
        disabled={disabled}
        checked={!out.has(key) && !disabled}
        onChange={(event) => toggle(key, event.target.checked)}
      />
      <span className="min-w-0 [overflow-wrap:anywhere]">{label}</span>
    </label>
  );
  return (
    <fieldset>
      <legend className="text-sm font-medium">{legend}</legend>
      <p className="text-sm text-muted">{hint}</p>
      <ul className="mt-2 max-h-[28rem] overflow-y-auto border-y py-1">
        {content.requirements.map((line) => (
          <li key={line.ref} className="py-1">
            {box(lineKey(line.ref), `${line.ref} ${line.statement}`)}
            <ul className="pl-6">
              {[...line.clauses, ...line.controls, ...line.evidence, ...line.documents, ...line.risks].map(({ ref, title }) => (
                <li key={ref}>{box(lineKey(line.ref, ref), `${ref} ${title}`, out.has(lineKey(line.ref)))}</li>
              ))}
            </ul>
          </li>
        ))}
        {content.notAddressed.map(({ ref, statement }) => (
          <li key={ref} className="py-1">
            {box(lineKey(ref), `${ref} ${statement}`)}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
