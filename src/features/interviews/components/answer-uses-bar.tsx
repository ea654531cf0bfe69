"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { RefTag } from "@/components/ui/ref-tag";
import { showToast } from "@/components/ui/toast";
import { LONGEST_PARTY_NAME } from "@/domain/interested-party";
import type { AnswerUses, FillField } from "@/domain/interview-guide";
import { PARTY_CATEGORIES, PARTY_KINDS, REQUIREMENT_KINDS, STRENGTHS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { AnswerUsed } from "../mutations";
import type { InterviewAnswer, InterviewParty, InterviewRequirement } from "../queries";

export type ApplyAnswer = (input: unknown) => Promise<ActionResult<AnswerUsed>>;

interface BarProps {
  home: string;
  answer: InterviewAnswer;
  uses: AnswerUses;
  party: InterviewParty;
  requirements: readonly InterviewRequirement[];
  heldOn: string;
  usable: boolean;
  apply: ApplyAnswer;
  /** Where the answer does not say whose it is: the parties it may count for, to be chosen from. */
  whose?: readonly { id: string; ref: string; name: string; version: number }[];
}

type Deed = { kind: "new-requirement" } | { kind: "new-party" } | { kind: "party-note" } | { kind: "field"; field: FillField };

const DECISIONS = {
  "party.relevance": "decidePartyRelevance",
  "requirement.isms_decision": "decideIsms",
  "requirement.priority": "decidePriority",
} as const;

/** What an answer can become, each one button; and what it has become. */
export function AnswerUsesBar(props: BarProps) {
  const { home, answer, uses, party, usable } = props;
  const t = useTranslations("interviewForm");
  const [deed, setDeed] = useState<Deed | null>(null);
  const deeds: [Deed, string][] = [
    ...uses.fields.map((field): [Deed, string] => [{ kind: "field", field }, t(`field.${field.field}` as never)]),
    [{ kind: "new-requirement" }, t("use.newRequirement")],
    ...(uses.newParty ? [[{ kind: "new-party" }, t("use.newParty")] as [Deed, string]] : []),
    [{ kind: "party-note" }, t("use.note")],
  ];
  return (
    <>
      {usable && (
        <span className="no-print flex flex-wrap gap-1.5">
          {deeds.map(([what, label]) => (
            <Button key={label} size="small" onClick={() => setDeed(what)}>
              → {label}
            </Button>
          ))}
        </span>
      )}
      {usable && uses.decisions.length > 0 && (
        <span className="no-print text-muted">
          {t("use.decide")}{" "}
          {uses.decisions.map((decision) => (
            <a
              key={decision}
              className="link mr-2"
              href={decision === "party.relevance" ? `${home}/interested-parties/${party.ref}` : `${home}/requirements?party=${party.ref}`}
            >
              {t(`use.${DECISIONS[decision]}`)}
            </a>
          ))}
        </span>
      )}
      <UsedFor home={home} usedFor={answer.usedFor} />
      {deed && <UseDialog {...props} deed={deed} onClose={() => setDeed(null)} />}
    </>
  );
}

/** "requirement REQ-012 benefit" as a link and the field's name. */
export function UsedFor({ home, usedFor }: { home: string; usedFor: readonly string[] }) {
  const t = useTranslations("interviewForm");
  if (usedFor.length === 0) return null;
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <span className="text-muted">{t("usedFor")}</span>
      {usedFor.map((use) => {
        const [entity, ref = "", field] = use.split(" ");
        const room = entity === "requirement" ? "requirements" : "interested-parties";
        return (
          <span key={use}>
            <RefTag href={`${home}/${room}/${ref}`} className="inline-flex min-h-6 items-center">
              {ref}
            </RefTag>
            {field && field !== "note" && ` ${t(`field.${field}` as never)}`}
          </span>
        );
      })}
    </span>
  );
}

function UseDialog({ answer, party, requirements, heldOn, apply, whose, deed, onClose }: BarProps & { deed: Deed; onClose: () => void }) {
  const t = useTranslations("interviewForm");
  const word = useTranslations("vocabulary");
  const router = useRouter();
  const key = useRef(crypto.randomUUID());
  const field = deed.kind === "field" ? deed.field : null;
  const [requirementId, setRequirementId] = useState(requirements[0]?.id ?? "");
  const [value, setValue] = useState<unknown>(() => firstValue(field, answer.answer, heldOn));
  const [text, setText] = useState(deed.kind === "new-party" ? "" : answer.answer);
  const [choice, setChoice] = useState({ kind: "business", strength: "", category: "internal", partyKind: "group" });
  const [whoseId, setWhoseId] = useState(whose?.[0]?.id ?? "");
  const [reason, setReason] = useState("");
  const [reasonAsked, setReasonAsked] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const requirement = requirements.find(({ id }) => id === requirementId) ?? null;
  const record = field?.record === "requirement" ? requirement : party;
  const title = field
    ? t(`field.${field.field}` as never)
    : t(
        `use.${{ "new-requirement": "newRequirement", "new-party": "newParty", "party-note": "note", field: "title" }[deed.kind]}` as never,
      );
  const nothing = field?.record === "requirement" && !requirement;

  function use(): unknown {
    switch (deed.kind) {
      case "new-requirement":
        return { kind: deed.kind, statement: text, requirementKind: choice.kind, strength: choice.strength || null };
      case "new-party":
        return { kind: deed.kind, name: text, category: choice.category, partyKind: choice.partyKind };
      case "party-note":
        return { kind: deed.kind, text, recordVersion: whose?.find(({ id }) => id === whoseId)?.version ?? party.version, reason };
      case "field":
        return deed.field.record === "party"
          ? { kind: "party-field", field: deed.field.field, value, recordVersion: party.version, reason }
          : { kind: "requirement-field", requirementId, field: deed.field.field, value, recordVersion: requirement?.version ?? 1, reason };
    }
  }

  async function submit() {
    if (pending) return;
    setPending(true);
    setFault(null);
    try {
      const counting = whose ? { partyId: whoseId } : {};
      const result = await apply({ answerId: answer.id, version: answer.version, use: use(), ...counting, idempotencyKey: key.current });
      if (result.ok) {
        showToast({ title: t("use.done", { ref: result.data.made.ref }) });
        router.refresh();
        onClose();
        return;
      }
      // Another attempt with other words is another deed.
      key.current = crypto.randomUUID();
      if (result.kind === "reason_required") setReasonAsked(true);
      setFault(result.kind === "invalid" ? Object.values(result.fieldErrors).join(" ") : result.message);
      if (result.kind === "conflict") router.refresh();
    } catch {
      setFault(t("failed"));
    } finally {
      setPending(false);
    }
  }

  const now = field && record ? shown(field, record.values[field.field], (name) => word(name as never), t("use.yes")) : null;
  const select = (name: keyof typeof choice, label: string, group: string, values: readonly string[], none?: string) => (
    <Labelled label={label}>
      {(id) => (
        <select id={id} className="control" value={choice[name]} onChange={(event) => setChoice({ ...choice, [name]: event.target.value })}>
          {none && <option value="">{none}</option>}
          {values.map((option) => (
            <option key={option} value={option}>
              {word(`${group}.${option}` as never)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
  return (
    <Dialog
      title={title}
      description={answer.question}
      open
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button variant="primary" pending={pending} disabled={nothing} onClick={() => void submit()}>
          {t("use.submit")}
        </Button>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        {fault && <Callout tone="error" title={fault} />}
        <p className="border-l border-line-strong pl-3 whitespace-pre-line text-muted">{answer.answer}</p>
        {whose && deed.kind !== "new-party" && (
          <Labelled label={t("use.whose")} hint={t("use.whoseHint")}>
            {(id) => (
              <select id={id} className="control" value={whoseId} onChange={(event) => setWhoseId(event.target.value)}>
                {whose.map((option) => (
                  <option key={option.id} value={option.id}>
                    {option.ref} {option.name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        {field?.record === "requirement" &&
          (nothing ? (
            <Callout title={t("use.noRequirement")} />
          ) : (
            <Labelled label={t("use.requirement")}>
              {(id) => (
                <select id={id} className="control" value={requirementId} onChange={(event) => setRequirementId(event.target.value)}>
                  {requirements.map((option) => (
                    <option key={option.id} value={option.id}>
                      {option.ref} {option.statement.slice(0, 100)}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          ))}
        {field && !nothing && (
          <>
            <p className="text-muted">{now ? t("use.now", { value: now }) : t("use.nothingNow")}</p>
            <ValueInput label={title} field={field} value={value} onChange={setValue} />
          </>
        )}
        {deed.kind === "new-requirement" && (
          <>
            <Labelled label={t("use.statement")} hint={t("use.statementHint")}>
              {(id) => (
                <textarea
                  id={id}
                  className="control"
                  rows={3}
                  maxLength={4000}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Labelled>
            <div className="grid gap-4 sm:grid-cols-2">
              {select("kind", t("use.kind"), "requirementKind", REQUIREMENT_KINDS)}
              {select("strength", t("use.strength"), "strength", STRENGTHS, t("use.notSaid"))}
            </div>
          </>
        )}
        {deed.kind === "new-party" && (
          <>
            <Labelled label={t("use.name")}>
              {(id) => (
                <input
                  id={id}
                  className="control"
                  maxLength={LONGEST_PARTY_NAME}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Labelled>
            <div className="grid gap-4 sm:grid-cols-2">
              {select("category", t("use.category"), "partyCategory", PARTY_CATEGORIES)}
              {select("partyKind", t("use.partyKind"), "partyKind", PARTY_KINDS)}
            </div>
          </>
        )}
        {deed.kind === "party-note" && (
          <Labelled label={t("use.text")}>
            {(id) => (
              <textarea
                id={id}
                className="control"
                rows={3}
                maxLength={4000}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Labelled>
        )}
        {reasonAsked && (
          <Labelled label={t("use.reason")} hint={t("use.reasonHint")}>
            {(id) => (
              <textarea
                id={id}
                className="control"
                rows={2}
                maxLength={1000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Labelled>
        )}
      </div>
    </Dialog>
  );
}

function Labelled({ label, hint, children }: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint && <p className="text-muted">{hint}</p>}
      {children(id)}
    </div>
  );
}

interface ValueInputProps {
  label: string;
  field: FillField;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Prose is taken from the answer; numbers and choices are asked, for nobody reads a score out of a sentence. */
function ValueInput({ label, field, value, onChange }: ValueInputProps) {
  const t = useTranslations("interviewForm");
  const word = useTranslations("vocabulary");
  const { input, vocabulary } = field;
  const worded = (option: string) => word(`${vocabulary}.${option}` as never);
  switch (input.kind) {
    case "text":
      return (
        <Labelled label={label}>
          {(id) =>
            input.long ? (
              <textarea id={id} className="control" rows={3} value={String(value)} onChange={(event) => onChange(event.target.value)} />
            ) : (
              <input id={id} className="control" maxLength={300} value={String(value)} onChange={(event) => onChange(event.target.value)} />
            )
          }
        </Labelled>
      );
    case "scale":
      return (
        <fieldset>
          <legend className="mb-1 font-medium">{label}</legend>
          <span className="flex flex-wrap items-center gap-4">
            <span className="text-muted">{t("use.low")}</span>
            {Array.from({ length: input.maximum - input.minimum + 1 }, (_, index) => input.minimum + index).map((step) => (
              <label key={step} className="flex min-h-6 items-center gap-1.5">
                <input type="radio" name="scale" className="size-4" checked={value === step} onChange={() => onChange(step)} />
                {step > 0 && input.minimum < 0 ? `+${step}` : String(step).replace("-", "−")}
              </label>
            ))}
            <span className="text-muted">{t("use.high")}</span>
          </span>
        </fieldset>
      );
    case "choice":
    case "choices": {
      const several = input.kind === "choices";
      const chosen = several ? (value as string[]) : [];
      return (
        <fieldset>
          <legend className="mb-1 font-medium">{label}</legend>
          {input.values.map((option) => (
            <label key={option} className="flex min-h-7 items-center gap-2">
              <input
                type={several ? "checkbox" : "radio"}
                name="choice"
                className="size-4"
                checked={several ? chosen.includes(option) : value === option}
                onChange={(event) =>
                  onChange(
                    several ? input.values.filter((other) => (other === option ? event.target.checked : chosen.includes(other))) : option,
                  )
                }
              />
              {worded(option)}
            </label>
          ))}
        </fieldset>
      );
    }
    case "day":
      return (
        <Labelled label={label}>
          {(id) => (
            <input
              id={id}
              type="date"
              className="control max-w-48"
              value={String(value)}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Labelled>
      );
    case "yes":
      return (
        <p className="font-medium">
          {label}: {t("use.yes")}
        </p>
      );
  }
}

function firstValue(field: FillField | null, answer: string, heldOn: string): unknown {
  switch (field?.input.kind) {
    case "text":
      return field.input.long ? answer : answer.replace(/\s+/g, " ").slice(0, 300);
    case "choices":
      return [];
    case "day":
      return field.field === "confirmedAt" ? heldOn : "";
    case "yes":
      return true;
    default:
      return null;
  }
}

function shown(field: FillField, value: unknown, word: (key: string) => string, yes: string): string {
  if (value === null || value === undefined || value === "" || value === false) return "";
  if (value === true) return yes;
  const worded = (item: unknown) => (field.vocabulary ? word(`${field.vocabulary}.${item}`) : String(item));
  return Array.isArray(value) ? value.map(worded).join(", ") : worded(value);
}
