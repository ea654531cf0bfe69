"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import {
  MultiCheck,
  NumberScale,
  type Option,
  RadioGroup,
  SelectField,
  SupportScale,
  Switch,
  TagInput,
  TextArea,
  TextField,
} from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { Callout } from "@/components/ui/callout";
import { showToast } from "@/components/ui/toast";
import { personalDataHints } from "@/domain/interested-party";
import {
  ATTITUDES,
  ENGAGEMENT_LEVELS,
  IDENTIFICATION_METHODS,
  INFLUENCE_VECTORS,
  PARTY_CATEGORIES,
  PARTY_KINDS,
  PARTY_RELATIONS,
  type PartyKind,
  PESTLE_FACTORS,
} from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { Namesake } from "../queries";
import type { PartyFields } from "./party-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface PartyFormProps {
  /** "/nordwind/interested-parties" */
  path: string;
  action: Ask<{ ref: string; version: number }>;
  namesakes: Ask<Namesake[]>;
  initial: PartyFields;
  /** The record being changed; none for a new one. */
  record?: { id: string; ref: string; version: number; scoresAreTemplateDefaults: boolean; ownerLabel: string };
  owners: readonly Option[];
  /** What this organisation calls the vectors. */
  vectorNames: Readonly<Record<string, string>>;
  issues: readonly RecordOption[];
}

/** One form for a new party and for changing one. */
export function PartyForm({ path, action, namesakes, initial, record, owners, vectorNames, issues }: PartyFormProps) {
  const t = useTranslations("partyForm");
  const word = useTranslations("vocabulary");
  const router = useRouter();
  const form = useRecordForm({
    formKey: record ? `interested-party:${record.ref}` : "interested-party:new",
    action,
    initial,
    version: record?.version,
    fixed: record ? { id: record.id } : undefined,
    onSuccess: ({ ref }) => {
      showToast({ title: t(record ? "saved" : "created", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  const { name, kind, adverse, support, attitude, representative } = form.values;
  const hints = new Set(personalDataHints({ kind: kind as PartyKind, support, attitude, representative }).map((hint) => hint.code));
  const options = (group: string, values: readonly string[]): Option[] =>
    values.map((value) => ({ value, label: word(`${group}.${value}` as never) }));
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <Part title={t("identity")}>
        <TextField
          name="name"
          label={t("name")}
          hint={t("nameHint")}
          required
          advice={<SameName name={name} ask={namesakes} except={record?.id} path={path} />}
        />
        <RadioGroup name="category" label={t("category")} options={options("partyCategory", PARTY_CATEGORIES)} required inline />
        <RadioGroup name="kind" label={t("kind")} hint={t("kindHint")} options={options("partyKind", PARTY_KINDS)} inline />
        <div aria-live="polite" className="empty:hidden">
          {hints.has("person_named") && <Callout tone="info">{t("personHint")}</Callout>}
        </div>
        <TagInput name="members" label={t("members")} hint={t("membersHint")} />
        <MultiCheck name="relation" label={t("relation")} options={options("partyRelation", PARTY_RELATIONS)} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="representative"
            label={t("representative")}
            hint={t("representativeHint")}
            advice={hints.has("contact_is_personal_data") ? t("contactHint") : null}
          />
          <TextField name="representativeContact" label={t("representativeContact")} hint={t("representativeContactHint")} />
        </div>
        <Switch
          name="adverse"
          label={t("adverse")}
          hint={adverse && !initial.adverse && record ? `${t("adverseHint")} ${t("adverseTakesBack")}` : t("adverseHint")}
        />
        <Switch name="imposesLaw" label={t("imposesLaw")} hint={t("imposesLawHint")} />
        <Switch name="silent" label={t("silent")} hint={t("silentHint")} />
      </Part>
      <Part title={t("identified")}>
        <SelectField
          name="identificationMethod"
          label={t("identificationMethod")}
          options={options("identificationMethod", IDENTIFICATION_METHODS)}
          placeholder={t("notSaid")}
        />
        <TextArea name="identificationNote" label={t("identificationNote")} hint={t("identificationNoteHint")} />
        <MultiCheck name="pestle" label={t("pestle")} options={options("pestle", PESTLE_FACTORS)} columns />
        <SelectField
          name="influenceVector"
          label={t("influenceVector")}
          options={INFLUENCE_VECTORS.map((value) => ({ value, label: vectorNames[value] ?? value }))}
          placeholder={t("notSaid")}
        />
        <RecordPicker name="issueIds" label={t("issues")} hint={t("issuesHint")} options={issues} multiple />
      </Part>
      <Part title={t("assessment")}>
        {record?.scoresAreTemplateDefaults && (
          <>
            <Callout tone="info">{t("templateScores")}</Callout>
            <Switch name="scoresConfirmed" label={t("scoresConfirmed")} />
          </>
        )}
        <NumberScale name="power" label={t("power")} hint={t("powerHint")} low={t("low")} high={t("high")} />
        <NumberScale name="interest" label={t("interest")} hint={t("interestHint")} low={t("low")} high={t("high")} />
        <SupportScale name="support" label={t("support")} hint={t("supportHint")} low={t("against")} high={t("for")} />
        <div aria-live="polite" className="empty:hidden">
          {hints.has("support_about_person") && <Callout tone="info">{t("stanceHint")}</Callout>}
        </div>
        <SelectField name="attitude" label={t("attitude")} options={options("attitude", ATTITUDES)} placeholder={t("notSaid")} />
        {!adverse && (
          <div className="grid gap-5 sm:grid-cols-2">
            <SelectField
              name="engagementCurrent"
              label={t("engagementCurrent")}
              options={options("engagementLevel", ENGAGEMENT_LEVELS)}
              placeholder={t("notSaid")}
            />
            <SelectField
              name="engagementTarget"
              label={t("engagementTarget")}
              options={options("engagementLevel", ENGAGEMENT_LEVELS)}
              placeholder={t("notSaid")}
            />
          </div>
        )}
      </Part>
      <Part title={t("care")}>
        <SelectField
          name="ownerId"
          label={t("owner")}
          hint={record?.ownerLabel ? `${t("ownerHint")} ${t("sheetOwner", { name: record.ownerLabel })}` : t("ownerHint")}
          options={owners}
          placeholder={t("nobody")}
        />
        <TextArea name="note" label={t("note")} />
      </Part>
    </RecordForm>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-5 border-t pt-4 first:border-t-0 first:pt-0">
      <h2 className="font-serif text-xl font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const PAUSE_MS = 400;

/** Says who is already called like that; never in the way of saving. */
function SameName({ name, ask, except, path }: { name: string; ask: Ask<Namesake[]>; except?: string; path: string }) {
  const t = useTranslations("partyForm");
  const [found, setFound] = useState<Namesake[]>([]);
  useEffect(() => {
    if (name.trim().length < 2) {
      setFound([]);
      return;
    }
    let stale = false;
    const timer = setTimeout(async () => {
      try {
        const answer = await ask({ name, ...(except ? { except } : {}) });
        if (!stale) setFound(answer.ok ? answer.data : []);
      } catch {
        // A hint that cannot be had is no reason to disturb anybody.
      }
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [name, ask, except]);
  if (found.length === 0) return null;
  return (
    <>
      {found.slice(0, 3).map((party) => (
        <span key={party.id} className="mr-2">
          <Link href={`${path}/${party.ref}`} target="_blank" className="link font-mono">
            {party.ref}
          </Link>{" "}
          {t("sameName")}.
        </span>
      ))}
      {t("sameNameLead")}
    </>
  );
}
