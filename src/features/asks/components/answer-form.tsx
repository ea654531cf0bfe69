"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ASK_ANSWERS, HOW_MET_ANSWERS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { Answered } from "../answering";
import type { OutsideAsk, OutsideItem } from "../queries";

interface AnswerFormProps {
  ask: OutsideAsk;
  /** Days in words of the language; the form makes none itself, so that server and browser say the same. */
  words: { until: string; answeredAt: string | null };
  /** Null: a preview, from which nothing is sent. */
  doors: {
    token: string;
    answer: (input: unknown) => Promise<ActionResult<Answered>>;
    opened: (input: unknown) => Promise<ActionResult<unknown>>;
  } | null;
}

type Given = Pick<OutsideItem, "answer" | "proposal" | "comment" | "howMetAnswer">;

type Trouble = { kind: "faults"; faults: Record<string, string> } | { kind: "moved"; at: string } | { kind: "plain"; text: string };

/** The questions to one party. Whatever the answer of the server is, nothing that was typed is lost. */
export function AnswerForm({ ask, words, doors }: AnswerFormProps) {
  const t = useTranslations("ask.page");
  const fault = useTranslations("ask.fault");
  const base = useId();
  const top = useRef<HTMLDivElement>(null);
  const [items, setItems] = useState<Record<string, Given>>(() => Object.fromEntries(ask.items.map((item) => [item.id, given(item)])));
  const [comment, setComment] = useState(ask.comment);
  const [answeredBy, setAnsweredBy] = useState(ask.answeredBy || ask.recipientName);
  const [seesItself, setSeesItself] = useState(false);
  const [seen, setSeen] = useState(ask.answeredAt);
  const [received, setReceived] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [tries, setTries] = useState(0);
  const [pending, setPending] = useState(false);
  const noted = useRef(ask.answeredAt !== null);

  useEffect(() => {
    if (tries > 0) top.current?.focus();
  }, [tries]);

  // A program that opens links in mails clicks nothing: only a hand on the form says that somebody is there.
  function touched() {
    if (noted.current || !doors) return;
    noted.current = true;
    void doors.opened({ token: doors.token }).catch(() => {});
  }

  async function send(over: string | null = seen) {
    if (pending || !doors) return;
    setPending(true);
    setTrouble(null);
    try {
      const open = ask.items.filter(({ verdict }) => verdict === "");
      const result = await doors.answer({
        token: doors.token,
        seen: over,
        answeredBy,
        comment,
        seesItself,
        items: open.map(({ id }) => ({ id, ...items[id] })),
      });
      if (!result.ok) setTrouble({ kind: "plain", text: fault(result.kind === "invalid" ? "invalid" : "offline") });
      else if (result.data.kind === "received") {
        setReceived(result.data.at);
        setSeen(result.data.at);
      } else if (result.data.kind === "faults") setTrouble({ kind: "faults", faults: result.data.faults });
      else if (result.data.kind === "moved") setTrouble({ kind: "moved", at: result.data.at });
      else setTrouble({ kind: "plain", text: fault(result.data.kind) });
    } catch {
      setTrouble({ kind: "plain", text: fault("offline") });
    } finally {
      setPending(false);
      setTries((count) => count + 1);
    }
  }

  const faults = trouble?.kind === "faults" ? trouble.faults : {};
  const fieldId = (field: string) => `${base}-${field}`;
  const set = (id: string, more: Partial<Given>) => setItems((before) => ({ ...before, [id]: { ...before[id]!, ...more } }));
  return (
    <form
      noValidate
      aria-busy={pending || undefined}
      className="flex flex-col gap-6"
      onPointerDown={touched}
      onKeyDown={touched}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div ref={top} tabIndex={-1} className="flex flex-col gap-3 outline-none empty:hidden">
        {received && !trouble && (
          <div role="status">
            <Callout title={t("received", { at: moment(received, ask.language) })}>{t("receivedText", { until: words.until })}</Callout>
          </div>
        )}
        {!received && !trouble && words.answeredAt && <Callout title={t("answeredBy", { name: ask.answeredBy, at: words.answeredAt })} />}
        {trouble?.kind === "plain" && <Callout tone="error" title={trouble.text} />}
        {trouble?.kind === "moved" && (
          <Callout
            tone="error"
            title={fault("moved")}
            actions={
              <>
                <a className="link inline-block py-1" href={doors ? `/ask/${doors.token}` : ""} target="_blank" rel="noreferrer">
                  {fault("look")}
                </a>
                <Button size="small" onClick={() => void send(trouble.at || null)}>
                  {fault("send")}
                </Button>
              </>
            }
          />
        )}
        {trouble?.kind === "faults" && (
          <Callout tone="error" title={fault("summary")}>
            <ul>
              {Object.entries(faults).map(([field, text]) => (
                <li key={field}>
                  <a className="link inline-block py-1" href={`#${fieldId(field)}`}>
                    {numberOf(ask, field) ? `${t("need", { number: numberOf(ask, field)! })}: ` : ""}
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </Callout>
        )}
      </div>

      <label className="flex items-start gap-3 rounded-md border bg-surface p-3">
        <input
          type="checkbox"
          className="mt-1 size-5 shrink-0"
          checked={seesItself}
          onChange={(event) => setSeesItself(event.target.checked)}
        />
        <span>
          {t("party", { party: ask.party })}
          <span className="mt-1 block font-medium">{t("seesItself")}</span>
        </span>
      </label>

      <ol id={fieldId("items")} className="flex flex-col gap-6">
        {ask.items.map((item, index) => (
          <li key={item.id}>
            <Item
              item={item}
              number={index + 1}
              given={items[item.id]!}
              set={(more) => set(item.id, more)}
              withHowMet={ask.withHowMet}
              faults={faults}
              fieldId={fieldId}
            />
          </li>
        ))}
      </ol>

      <Area id={fieldId("comment")} label={t("whole")} value={comment} onChange={setComment} error={faults.comment} />
      <div className="flex flex-col gap-1">
        <label htmlFor={fieldId("answeredBy")} className="font-medium">
          {t("who")} <span className="font-normal text-muted">({t("required")})</span>
        </label>
        <p id={`${fieldId("answeredBy")}-hint`} className="text-sm text-muted">
          {t("whoHint", { name: ask.recipientName })}
        </p>
        <input
          id={fieldId("answeredBy")}
          className="control"
          autoComplete="name"
          value={answeredBy}
          aria-required
          aria-invalid={faults.answeredBy ? true : undefined}
          aria-describedby={[`${fieldId("answeredBy")}-hint`, faults.answeredBy && `${fieldId("answeredBy")}-error`]
            .filter(Boolean)
            .join(" ")}
          onChange={(event) => setAnsweredBy(event.target.value)}
        />
        <Fault id={fieldId("answeredBy")}>{faults.answeredBy}</Fault>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={pending} disabled={!doors} className="min-h-11 px-5">
          {t(seen ? "sendAgain" : "send")}
        </Button>
        <span role="status" className="text-sm text-muted">
          {pending ? t("sending") : doors ? "" : t("preview")}
        </span>
      </div>
    </form>
  );
}

interface ItemProps {
  item: OutsideItem;
  number: number;
  given: Given;
  set: (more: Partial<Given>) => void;
  withHowMet: boolean;
  faults: Record<string, string>;
  fieldId: (field: string) => string;
}

function Item({ item, number, given, set, withHowMet, faults, fieldId }: ItemProps) {
  const t = useTranslations("ask.page");
  const asksHowMet = withHowMet && item.howMet !== "";
  const comment = `${item.id}.comment`;
  const label =
    given.answer === "no_longer"
      ? t("commentWhy")
      : given.howMetAnswer === "not_met" || given.howMetAnswer === "unclear"
        ? t("commentMissing")
        : given.answer === "change"
          ? t("commentChange")
          : t("comment");
  return (
    <section aria-labelledby={fieldId(`${item.id}.title`)} className="rounded-md border bg-surface p-4">
      <h2 id={fieldId(`${item.id}.title`)} className="text-sm font-semibold text-muted">
        {t("need", { number })}
      </h2>
      <NeedText item={item} withHowMet={withHowMet} />
      {item.verdict !== "" ? (
        <p className="mt-3 border-t pt-3">
          {item.answer && `${t("said")}: ${t(item.answer)}. `}
          {t(`decided.${item.verdict}` as never)}
        </p>
      ) : (
        <div className="mt-4 flex flex-col gap-4">
          <Choice
            name={fieldId(`${item.id}.answer`)}
            legend={t("answer")}
            options={ASK_ANSWERS.map((value) => [value, t(value)] as const)}
            value={given.answer}
            onChange={(answer) => set({ answer: answer as Given["answer"] })}
          />
          {given.answer === "change" && (
            <Area
              id={fieldId(`${item.id}.proposal`)}
              label={t("proposal")}
              hint={t("proposalHint")}
              required={t("required")}
              rows={4}
              value={given.proposal}
              onChange={(proposal) => set({ proposal })}
              error={faults[`${item.id}.proposal`]}
            />
          )}
          {asksHowMet && (
            <Choice
              name={fieldId(`${item.id}.howMetAnswer`)}
              legend={t("howMetAnswer")}
              options={HOW_MET_ANSWERS.map((value) => [value, t(value)] as const)}
              value={given.howMetAnswer}
              onChange={(howMetAnswer) => set({ howMetAnswer: howMetAnswer as Given["howMetAnswer"] })}
            />
          )}
          {(given.answer !== "" || given.howMetAnswer !== "" || given.comment !== "") && (
            <Area
              id={fieldId(comment)}
              label={label}
              required={given.answer === "no_longer" || given.howMetAnswer === "not_met" ? t("required") : undefined}
              value={given.comment}
              onChange={(text) => set({ comment: text })}
              error={faults[comment]}
            />
          )}
        </div>
      )}
    </section>
  );
}

/** What was recorded, and how it is met where that is told. */
export function NeedText({ item, withHowMet }: { item: OutsideItem; withHowMet: boolean }) {
  const t = useTranslations("ask.page");
  const told: [string, string][] = [
    [t("recorded"), item.statement],
    [t("wording"), item.partyWording === item.statement ? "" : item.partyWording],
    [t("translation"), item.translation],
    [t("howMet"), withHowMet ? item.howMet : ""],
  ];
  return (
    <dl className="mt-1 flex flex-col gap-3">
      {told.map(
        ([label, text], index) =>
          text && (
            <div key={label}>
              <dt className="text-sm text-muted">{label}</dt>
              <dd dir="auto" className={`whitespace-pre-line [overflow-wrap:anywhere] ${index === 0 ? "font-serif text-lg" : ""}`}>
                {text}
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

interface ChoiceProps {
  name: string;
  legend: string;
  options: readonly (readonly [value: string, label: string])[];
  value: string;
  onChange: (value: string) => void;
}

function Choice({ name, legend, options, value, onChange }: ChoiceProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-col gap-1 sm:flex-row sm:flex-wrap sm:gap-x-5">
        {options.map(([option, label]) => (
          <label key={option} className="flex min-h-11 items-center gap-2.5">
            <input
              type="radio"
              name={name}
              value={option}
              className="size-5"
              checked={value === option}
              onChange={() => onChange(option)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface AreaProps {
  id: string;
  label: string;
  hint?: string;
  /** The word for it, where it is needed. */
  required?: string;
  rows?: number;
  value: string;
  onChange: (value: string) => void;
  error?: string;
}

function Area({ id, label, hint, required, rows = 3, value, onChange, error }: AreaProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
        {required && <span className="font-normal text-muted"> ({required})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      <textarea
        id={id}
        rows={rows}
        dir="auto"
        className="control"
        value={value}
        aria-required={required ? true : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <Fault id={id}>{error}</Fault>
    </div>
  );
}

function Fault({ id, children }: { id: string; children: ReactNode }) {
  return children ? (
    <p id={`${id}-error`} className="text-sm font-medium text-danger">
      {children}
    </p>
  ) : null;
}

const given = ({ answer, proposal, comment, howMetAnswer }: OutsideItem): Given => ({ answer, proposal, comment, howMetAnswer });

function numberOf(ask: OutsideAsk, field: string): number | null {
  const at = ask.items.findIndex(({ id }) => field.startsWith(`${id}.`));
  return at === -1 ? null : at + 1;
}

function moment(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(new Date(at));
}
