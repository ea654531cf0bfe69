"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { FieldFrame } from "@/components/form/field";
import {
  DateField,
  MultiCheck,
  NumberScale,
  type Option,
  RadioGroup,
  ReasonField,
  SelectField,
  Switch,
  TagInput,
  TextArea,
  TextField,
} from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useCurrentForm, useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { applyLegalForce, type ForcedAxes } from "@/domain/requirement";
import {
  BINDINGS,
  CIA,
  CONTRACT_TYPES,
  ELICITATION_METHODS,
  IMPACT_CATEGORIES,
  REQUIREMENT_KINDS,
  SOURCE_TYPES,
  type SourceDocumentType,
  type SourceType,
  STRENGTHS,
} from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import { EMPTY_REQUIREMENT, type RequirementFields } from "../form-fields";
import { DATA_HANDLING, MANAGEMENT_SYSTEMS } from "../terms";
import { LinksField } from "./links-field";
import { WordingAdvice } from "./wording-advice";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface Answer {
  ref: string;
  version: number;
  forced: { force: "law" | "contract" | null; strength: boolean; binding: boolean };
}

interface RequirementFormProps {
  /** "/nordwind/requirements" */
  path: string;
  action: Ask<Answer>;
  initial: RequirementFields;
  /** The record being changed; none for a new one. */
  record?: { id: string; ref: string; version: number; reasonNeeded: boolean };
  cancelHref: string;
  parties: readonly RecordOption[];
  findParties: Ask<{ id: string; ref: string; name: string }[]>;
  sources: readonly (RecordOption & { type: SourceDocumentType })[];
  findSources: Ask<(RecordOption & { type: SourceDocumentType })[]>;
  obligations: readonly RecordOption[];
  findObligations: Ask<RecordOption[]>;
  owners: readonly Option[];
}

/** One form for a new requirement and for changing one. "Save and add another" keeps the party and the source. */
export function RequirementForm(props: RequirementFormProps) {
  const [round, setRound] = useState({ number: 0, initial: props.initial });
  const again = (kept: RequirementFields) => setRound(({ number }) => ({ number: number + 1, initial: kept }));
  return (
    <Round key={round.number} {...props} initial={props.record ? props.initial : round.initial} again={again} focused={round.number > 0} />
  );
}

function Round(props: RequirementFormProps & { again: (kept: RequirementFields) => void; focused: boolean }) {
  const { path, action, initial, record, cancelHref, findParties, findSources, findObligations } = props;
  const t = useTranslations("requirements");
  const f = useTranslations("requirements.form");
  const word = useTranslations("vocabulary");
  const router = useRouter();
  const another = useRef(false);
  const documentTypes = useRef(new Map(props.sources.map(({ value, type }) => [value, type]))).current;
  const box = useRef<HTMLDivElement>(null);
  const { focused } = props;
  useEffect(() => {
    if (focused) box.current?.querySelector<HTMLTextAreaElement>('textarea[name="statement"]')?.focus();
  }, [focused]);

  const form = useRecordForm<RequirementFields, Answer>({
    formKey: record ? `requirement:${record.ref}` : "requirement:new",
    action,
    initial: record?.reasonNeeded ? { ...initial, reason: "" } : initial,
    version: record?.version,
    fixed: record ? { id: record.id } : undefined,
    onSuccess: ({ ref, forced }) => {
      const told = forced.force && (forced.strength || forced.binding) ? t(`told.${forced.force}`) : undefined;
      showToast({ title: t(record ? "saved" : "created", { ref }), description: told });
      if (another.current) {
        const {
          partyId,
          kind,
          strength,
          binding,
          sourceType,
          sourceRef,
          sourceIds,
          obligationIds,
          elicitationMethod,
          elicitedAt,
          ownerId,
        } = form.values;
        props.again({
          ...EMPTY_REQUIREMENT,
          partyId,
          kind,
          strength,
          binding,
          sourceType,
          sourceRef,
          sourceIds,
          obligationIds,
          elicitationMethod,
          elicitedAt,
          ownerId,
        });
        router.refresh();
        return;
      }
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });

  const loadParties = useCallback(
    async (q: string) => (await rowsOf(findParties({ q }))).map(({ id, ref, name }) => ({ value: id, label: name, reference: ref })),
    [findParties],
  );
  const loadSources = useCallback(
    async (q: string) => {
      const found = await rowsOf(findSources({ q }));
      for (const { value, type } of found) documentTypes.set(value, type);
      return found;
    },
    [findSources, documentTypes],
  );
  const loadObligations = useCallback((q: string) => rowsOf(findObligations({ q })), [findObligations]);

  const { values } = form;
  const axes = applyLegalForce({
    kind: values.kind,
    sourceType: (values.sourceType || null) as SourceType | null,
    obligationCount: values.obligationIds.length,
    contractCount: values.sourceIds.filter((id) => CONTRACT_TYPES.includes(documentTypes.get(id) as SourceDocumentType)).length,
    strength: (values.strength || null) as "need" | "expectation" | null,
    binding: values.binding as "requirement" | "wish" | "undecided",
  });
  const options = (group: string, words: readonly string[]): Option[] =>
    words.map((value) => ({ value, label: word(`${group}.${value}` as never) }));

  return (
    // A plain submit is one record; only the other button goes on.
    <div
      ref={box}
      onSubmitCapture={() => {
        another.current = false;
      }}
    >
      <RecordForm
        form={form}
        submitLabel={f(record ? "save" : "create")}
        cancelHref={cancelHref}
        extra={
          !record && (
            <Button
              onClick={() => {
                another.current = true;
                void form.submit();
              }}
            >
              {f("another")}
            </Button>
          )
        }
      >
        <RecordPicker name="partyId" label={f("party")} hint={f("partyHint")} required options={props.parties} load={loadParties} />
        <TextArea
          name="statement"
          label={f("statement")}
          hint={f("statementHint")}
          required
          rows={3}
          limit={4000}
          advice={<WordingAdvice about="statement" />}
        />
        <RadioGroup name="kind" label={f("kind")} options={options("requirementKind", REQUIREMENT_KINDS)} required inline />
        <div className="grid gap-5 sm:grid-cols-2">
          {axes.fixed.strength ? (
            <Fixed label={f("strength")} value={word("strength.need")} axes={axes} />
          ) : (
            <SelectField
              name="strength"
              label={f("strength")}
              hint={f("strengthHint")}
              options={options("strength", STRENGTHS)}
              placeholder={f("notSaid")}
            />
          )}
          {axes.fixed.binding ? (
            <Fixed label={f("binding")} value={word("binding.requirement")} axes={axes} />
          ) : (
            <SelectField name="binding" label={f("binding")} hint={f("bindingHint")} options={options("binding", BINDINGS)} />
          )}
        </div>
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField name="sourceType" label={f("sourceType")} options={options("sourceType", SOURCE_TYPES)} placeholder={f("notSaid")} />
          <TextField name="sourceLocator" label={f("locator")} placeholder={f("locatorExample")} />
        </div>
        <TextField name="sourceRef" label={f("sourceRef")} hint={f("sourceRefHint")} advice={<WordingAdvice about="source" />} />
        <RecordPicker name="sourceIds" label={f("sources")} hint={f("sourcesHint")} multiple options={props.sources} load={loadSources} />
        <RecordPicker
          name="obligationIds"
          label={f("obligations")}
          hint={f("obligationsHint")}
          multiple
          options={props.obligations}
          load={loadObligations}
        />
        <MultiCheck name="cia" label={f("cia")} hint={f("ciaHint")} options={options("cia", CIA)} />
        <TextArea name="ciaRationale" label={f("ciaRationale")} hint={f("ciaRationaleHint")} rows={2} />
        <SelectField
          name="ownerId"
          label={f("owner")}
          hint={initial.ownerLabel ? f("sheetOwner", { name: initial.ownerLabel }) : f("ownerHint")}
          options={props.owners}
          placeholder={f("nobody")}
        />

        <Fold title={f("wordsPart")} names={["partyWording", "translation", "elicitationMethod", "elicitedAt", "elicitationNote"]}>
          <TextArea name="partyWording" label={f("partyWording")} hint={f("partyWordingHint")} />
          <TextArea name="translation" label={f("translation")} />
          <div className="grid gap-5 sm:grid-cols-2">
            <SelectField
              name="elicitationMethod"
              label={f("elicitationMethod")}
              options={options("elicitationMethod", ELICITATION_METHODS)}
              placeholder={f("notSaid")}
            />
            <DateField name="elicitedAt" label={f("elicitedAt")} />
          </div>
          <TextArea name="elicitationNote" label={f("elicitationNote")} rows={2} />
        </Fold>
        <Fold title={f("answerPart")} names={["howAddressed", "links"]}>
          <TextArea name="howAddressed" label={f("howAddressed")} hint={f("howAddressedHint")} />
          <LinksField name="links" label={f("links")} hint={f("linksHint")} />
        </Fold>
        <Fold
          title={f("impactPart")}
          names={["impactIfUnmet", "impactCategories", "orgImpact", "ismsImpact", "benefit", "measurableTarget", "concern", "dataHandling"]}
        >
          <NumberScale
            name="impactIfUnmet"
            label={f("impactIfUnmet")}
            hint={f("impactIfUnmetHint")}
            low={f("impactLow")}
            high={f("impactHigh")}
          />
          <MultiCheck
            name="impactCategories"
            label={f("impactCategories")}
            hint={f("impactCategoriesHint")}
            options={options("impactCategory", IMPACT_CATEGORIES)}
          />
          <TextArea name="orgImpact" label={f("orgImpact")} rows={2} />
          <TextArea name="ismsImpact" label={f("ismsImpact")} rows={2} />
          <TextArea name="benefit" label={f("benefit")} rows={2} />
          <TextField name="measurableTarget" label={f("measurableTarget")} hint={f("measurableTargetHint")} />
          <TextArea name="concern" label={f("concern")} rows={2} />
          <MultiCheck
            name="dataHandling"
            label={f("dataHandling")}
            options={DATA_HANDLING.map((value) => ({ value, label: t(`dataHandling.${value}`) }))}
          />
        </Fold>
        <Fold
          title={f("datesPart")}
          names={["climateRelated", "managementSystems", "effectiveFrom", "effectiveTo", "communicatedAt", "lastReviewedAt", "note"]}
        >
          <Switch name="climateRelated" label={f("climateRelated")} hint={f("climateRelatedHint")} />
          <TagInput
            name="managementSystems"
            label={f("managementSystems")}
            hint={f("managementSystemsHint")}
            suggestions={MANAGEMENT_SYSTEMS}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <DateField name="effectiveFrom" label={f("effectiveFrom")} />
            <DateField name="effectiveTo" label={f("effectiveTo")} />
            <DateField name="communicatedAt" label={f("communicatedAt")} />
            <DateField name="lastReviewedAt" label={f("lastReviewedAt")} />
          </div>
          <TextArea name="note" label={f("note")} />
        </Fold>
        {record?.reasonNeeded && <ReasonField required />}
      </RecordForm>
    </div>
  );
}

/** An axis that law or contract has set: its value, and why it is not free. */
function Fixed({ label, value, axes }: { label: string; value: string; axes: ForcedAxes }) {
  const t = useTranslations("requirements.force");
  return (
    <FieldFrame id={`fixed-${label}`} label={label}>
      <output id={`fixed-${label}`} className="block text-[0.9375rem] font-medium">
        {value}
      </output>
      <p aria-live="polite" className="text-sm text-muted">
        {t(axes.force === "law" ? "law" : "contract", { because: axes.because.map((reason) => t(reason)).join(", ") })}
      </p>
    </FieldFrame>
  );
}

/** A part that stays shut until it holds something, or something in it needs a look. */
function Fold({ title, names, children }: { title: string; names: readonly string[]; children: ReactNode }) {
  const { values, errors, conflict } = useCurrentForm();
  const filled = names.some((name) => {
    const value = values[name];
    return Array.isArray(value) ? value.length > 0 : value !== null && value !== "" && value !== false && value !== undefined;
  });
  const [open, setOpen] = useState(filled);
  const faulty = conflict !== null || names.some((name) => errors[name]);
  useEffect(() => {
    if (faulty) setOpen(true);
  }, [faulty]);
  return (
    <details className="border-t pt-3" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-1 font-serif text-lg font-semibold">{title}</summary>
      <div className="flex flex-col gap-5 pt-3">{children}</div>
    </details>
  );
}

async function rowsOf<T>(asked: Promise<ActionResult<T[]>>): Promise<T[]> {
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.kind);
  return answer.data;
}
