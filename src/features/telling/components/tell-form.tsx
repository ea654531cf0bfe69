"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;
type Way = "mail" | "otherwise" | "not";

interface MailText {
  language: string;
  /** "German", for the label. */
  name: string;
  subject: string;
  body: string;
}

interface TellFormProps {
  path: string;
  tell: Ask<{ engagementRef: string; mails: number }>;
  otherwise: Ask<{ engagementRef: string }>;
  not: Ask<unknown>;
  partyId: string;
  upTo: number;
  today: string;
  /** Each with what is shown of it. */
  requirements: readonly { id: string; ref: string; content: ReactNode }[];
  listChanges: ReactNode;
  contacts: readonly { value: string; label: string }[];
  members: readonly { value: string; label: string }[];
  texts: readonly MailText[];
  /** Written on the server for what is chosen. */
  write: Ask<{ texts: MailText[] }>;
}

const newKey = () => crypto.randomUUID();

/** Settles several things for one party at once: by mail, told otherwise, or with why they need not be told. */
export function TellForm(props: TellFormProps) {
  const { path, tell, otherwise, not, partyId, upTo, today, requirements, listChanges, contacts, members, write } = props;
  const t = useTranslations("telling");
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(requirements.map(({ id }) => id)));
  const [list, setList] = useState(Boolean(listChanges));
  const [way, setWay] = useState<Way>(contacts.length > 0 ? "mail" : "otherwise");
  const [to, setTo] = useState<ReadonlySet<string>>(new Set(contacts.map(({ value }) => value)));
  const [also, setAlso] = useState<ReadonlySet<string>>(new Set());
  const [texts, setTexts] = useState(props.texts);
  const [on, setOn] = useState(today);
  const [type, setType] = useState("meeting");
  const [words, setWords] = useState("");
  const [problems, setProblems] = useState<string[]>([]);
  const [pending, setPending] = useState(false);
  const [key, setKey] = useState(newKey);
  const about = { partyId, requirementIds: [...chosen], listChanges: list };
  const count = chosen.size + (list ? 1 : 0);

  async function run<T>(work: () => Promise<ActionResult<T>>, done: (data: T) => void) {
    setPending(true);
    setProblems([]);
    const answer = await work().catch(() => null);
    setPending(false);
    if (answer === null) return setProblems([t("offline")]);
    setKey(newKey());
    if (answer.ok) return done(answer.data);
    setProblems([...new Set(answer.kind === "invalid" ? Object.values(answer.fieldErrors) : [answer.message])]);
  }
  const settle = () => {
    const over = (title: string) => {
      showToast({ title });
      router.push(path);
      router.refresh();
    };
    const base = { ...about, upTo, idempotencyKey: key };
    if (way === "mail")
      return run(
        () =>
          tell({
            ...base,
            contactIds: [...to],
            memberIds: [...also],
            texts: texts.map(({ language, subject, body }) => ({ language, subject, body })),
          }),
        ({ engagementRef, mails }) => over(t("sent", { count: mails, ref: engagementRef })),
      );
    if (way === "otherwise")
      return run(
        () => otherwise({ ...base, on, type, how: words }),
        ({ engagementRef }) => over(t("recorded", { ref: engagementRef })),
      );
    return run(
      () => not({ ...base, reason: words }),
      () => over(t("settled")),
    );
  };
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      {problems.length > 0 && (
        <div role="alert">
          <Callout tone="error" title={problems.join(" ")} />
        </div>
      )}
      {requirements.length > 0 && (
        <fieldset>
          <legend className="font-serif text-xl font-semibold">{t("requirements")}</legend>
          <Tick
            checked={chosen.size === requirements.length}
            onChange={(all) => setChosen(new Set(all ? requirements.map(({ id }) => id) : []))}
            label={t("selectAll")}
          />
          <ul className="mt-1 border-t">
            {requirements.map(({ id, ref, content }) => (
              <li key={id} className="flex items-start gap-3 border-b py-2">
                <input
                  type="checkbox"
                  className="mt-1.5"
                  aria-label={ref}
                  checked={chosen.has(id)}
                  onChange={() => setChosen((now) => toggled(now, id))}
                />
                <div className="min-w-0 flex-1">{content}</div>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {listChanges && (
        <fieldset>
          <legend className="font-serif text-xl font-semibold">{t("list.heading")}</legend>
          <Tick checked={list} onChange={setList} label={t("tellList")} />
          <div className="mt-1">{listChanges}</div>
        </fieldset>
      )}
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-2 font-serif text-xl font-semibold">{t("how")}</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {(["mail", "otherwise", "not"] as const).map((one) => (
            <label key={one} className="flex min-h-6 items-center gap-2">
              <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
              {t(`by.${one}`)}
            </label>
          ))}
        </div>
        {way === "mail" && (
          <>
            {contacts.length === 0 && <p className="text-sm text-muted">{t("noContacts")}</p>}
            <Ticks label={t("contacts")} options={contacts} chosen={to} onChange={(id) => setTo((now) => toggled(now, id))} />
            {list && (
              <Ticks
                label={t("members")}
                hint={t("membersHint")}
                options={members}
                chosen={also}
                onChange={(id) => setAlso((now) => toggled(now, id))}
              />
            )}
            <div>
              <Button
                size="small"
                pending={pending}
                onClick={() =>
                  run(
                    () => write(about),
                    ({ texts: fresh }) => setTexts(fresh),
                  )
                }
              >
                {t("rebuild")}
              </Button>
            </div>
            {texts.map((text, index) => {
              const set = (patch: Partial<MailText>) =>
                setTexts((now) => now.map((one, at) => (at === index ? { ...one, ...patch } : one)));
              return (
                <div key={text.language} className="flex flex-col gap-3">
                  <h3 className="font-semibold">{t("textIn", { language: text.name })}</h3>
                  <label className="text-sm">
                    {t("subject")}
                    <input
                      className="control w-full"
                      maxLength={200}
                      value={text.subject}
                      onChange={(event) => set({ subject: event.target.value })}
                    />
                  </label>
                  <label className="text-sm">
                    {t("body")} <span className="text-muted">{t("textHint")}</span>
                    <textarea
                      className="control w-full"
                      rows={14}
                      lang={text.language}
                      value={text.body}
                      onChange={(event) => set({ body: event.target.value })}
                    />
                  </label>
                </div>
              );
            })}
          </>
        )}
        {way === "otherwise" && (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <label className="text-sm">
                {t("on")}
                <input
                  type="date"
                  className="control block max-w-48"
                  max={today}
                  value={on}
                  onChange={(event) => setOn(event.target.value)}
                />
              </label>
              <label className="text-sm">
                {t("as")}
                <select className="control w-full" value={type} onChange={(event) => setType(event.target.value)}>
                  <option value="meeting">{t("meeting")}</option>
                  <option value="notice">{t("notice")}</option>
                </select>
              </label>
            </div>
            <label className="text-sm">
              {t("howTold")}
              <input className="control w-full" maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
            </label>
          </>
        )}
        {way === "not" && (
          <label className="text-sm">
            {t("reason")}
            <textarea
              className="control w-full"
              rows={3}
              maxLength={1_000}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </label>
        )}
        <div className="flex flex-wrap items-center gap-4">
          <Button variant="primary" pending={pending} disabled={count === 0} onClick={settle}>
            {t(way === "mail" ? "send" : way === "otherwise" ? "record" : "settle")}
          </Button>
          <span className="text-sm text-muted" aria-live="polite">
            {t("chosen", { count })}
          </span>
        </div>
      </fieldset>
    </div>
  );
}

function toggled(now: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(now);
  if (!next.delete(id)) next.add(id);
  return next;
}

function Tick({ checked, onChange, label }: { checked: boolean; onChange: (checked: boolean) => void; label: string }) {
  return (
    <label className="mt-1 flex min-h-6 items-center gap-2 text-sm">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

function Ticks({
  label,
  hint,
  options,
  chosen,
  onChange,
}: {
  label: string;
  hint?: string;
  options: readonly { value: string; label: string }[];
  chosen: ReadonlySet<string>;
  onChange: (id: string) => void;
}) {
  if (options.length === 0) return null;
  return (
    <fieldset>
      <legend className="text-sm font-medium">
        {label} {hint && <span className="font-normal text-muted">{hint}</span>}
      </legend>
      <div className="mt-1 flex flex-col gap-1">
        {options.map((option) => (
          <label key={option.value} className="flex min-h-6 items-center gap-2 text-sm">
            <input type="checkbox" checked={chosen.has(option.value)} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
