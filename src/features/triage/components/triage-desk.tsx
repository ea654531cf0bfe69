"use client";

import { CornerDownLeft } from "lucide-react";
import Link from "next/link";
import { type KeyboardEvent as ReactKeyboardEvent, useCallback, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { isTyping, setShortcuts, shortcutsOn } from "@/components/data-table/shortcuts";
import { Button, buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RefTag } from "@/components/ui/ref-tag";
import { Chip } from "@/components/ui/status-mark";
import { unfilledPlaceholders } from "@/domain/requirement";
import { planTriage, questionsFor, type TriageAnswer, type TriageQuestion, triageProblems } from "@/domain/triage";
import { classNames } from "@/lib/class-names";
import type { TriageBatch, TriageItem } from "../queries";
import { type Draft, EXPANDED_KEYS, isAnswered, Question } from "./triage-questions";
import { type TriageAction, type TriageQueue, useTriageQueue } from "./use-triage-queue";

interface TriageDeskProps {
  first: TriageBatch;
  /** "/nordwind" */
  home: string;
  /** The filter as a query. */
  query: string;
  action: TriageAction;
}

/** The desk: a requirement on the left, four questions on the right, keys for all of it. */
export function TriageDesk({ first, home, query, action }: TriageDeskProps) {
  const t = useTranslations("triage.desk");
  const queue = useTriageQueue({
    first,
    organization: home.slice(1),
    nextHref: `${home}/triage/next${query}`,
    action,
    conflictText: (name) => t("conflict", { name }),
    failedText: t("failed"),
  });
  const { current } = queue;
  return (
    <div className="max-w-6xl">
      <SaveState queue={queue} home={home} />
      {current && queue.answer ? (
        <OneRequirement key={`${current.id}:${current.version}`} queue={queue} item={current} home={home} />
      ) : queue.exhausted ? (
        <Done queue={queue} />
      ) : (
        <Waiting queue={queue} />
      )}
    </div>
  );
}

/** What is left, and what is on its way. Says so without a sound unless something is wrong. */
function SaveState({ queue, home }: { queue: TriageQueue; home: string }) {
  const t = useTranslations("triage.desk");
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b pb-2 text-sm">
        <p>
          <span className="sr-only">{t("leftLabel")}: </span>
          <strong className="text-base" data-triage-left={queue.left}>
            {t("left", { count: queue.left })}
          </strong>
        </p>
        <p role="status" className="text-muted" data-triage-unsaved={queue.unsaved}>
          {queue.returned > 0 && <strong className="mr-3 text-danger">{t("cameBack", { count: queue.returned })}</strong>}
          {queue.unsaved === 0
            ? queue.decided > 0
              ? t("allSaved")
              : ""
            : t(queue.trouble ? "notSaved" : "saving", { count: queue.unsaved })}
        </p>
      </div>
      {queue.trouble && (
        <Callout
          className="mb-4"
          tone="error"
          title={t("notSaved", { count: queue.unsaved })}
          actions={
            <>
              {queue.trouble === "signed-out" && (
                <a
                  href={`/sign-in?next=${encodeURIComponent(`${home}/triage`)}`}
                  target="_blank"
                  rel="noopener"
                  className={buttonStyle({ size: "small" })}
                >
                  {t("signIn")}
                </a>
              )}
              <Button size="small" onClick={queue.sendAgain}>
                {t("sendAgain")}
              </Button>
            </>
          }
        >
          {t(queue.trouble === "offline" ? "offline" : "signedOut")}
        </Callout>
      )}
    </>
  );
}

/** Where no requirement is on screen, "b" still goes back to the last one. */
function useBackKey(queue: TriageQueue): void {
  const back = useRef<(() => void) | null>(null);
  back.current = queue.canGoBack ? queue.back : null;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "b" || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      if (isTyping(event.target) || !shortcutsOn()) return;
      event.preventDefault();
      back.current?.();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function Done({ queue }: { queue: TriageQueue }) {
  const t = useTranslations("triage.desk");
  useBackKey(queue);
  return (
    <section className="border-t border-line-strong py-6">
      <h2 className="font-serif text-xl font-semibold">{t("doneTitle")}</h2>
      <p className="mt-1 text-muted">{t("doneText", { count: queue.decided })}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {queue.skipped.length > 0 && (
          <Button variant="primary" onClick={queue.goSkipped}>
            {t("goSkipped", { count: queue.skipped.length })}
          </Button>
        )}
        {queue.canGoBack && <Button onClick={queue.back}>{t("back")}</Button>}
      </div>
    </section>
  );
}

function Waiting({ queue }: { queue: TriageQueue }) {
  const t = useTranslations("triage.desk");
  useBackKey(queue);
  return queue.loading === "failed" ? (
    <Callout
      tone="error"
      title={t("loadFailed")}
      actions={
        <Button size="small" onClick={queue.fetchAgain}>
          {t("tryAgain")}
        </Button>
      }
    />
  ) : (
    <p role="status" className="text-muted">
      {t("loading")}
    </p>
  );
}

/** When the key was pressed that led to the requirement on screen; kept over the change of component. */
let pressedAt: number | null = null;
let lastSource: Draft | null = null;

function OneRequirement({ queue, item, home }: { queue: TriageQueue; item: TriageItem; home: string }) {
  const t = useTranslations("triage.desk");
  const problemWords = useTranslations("triage.problem");
  const answer = queue.answer as TriageAnswer;
  const questions = questionsFor(item, answer);
  const [chosen, setChosen] = useState<TriageQuestion>(
    () => questions.find((question) => !isAnswered(question, item, answer)) ?? "touches",
  );
  const active = questions.includes(chosen) ? chosen : "touches";
  const [visited, setVisited] = useState<readonly TriageQuestion[]>([]);
  const [problem, setProblem] = useState<{ question: TriageQuestion; text: string } | null>(null);
  const [keysOn, setKeysOn] = useState(true);
  const desk = useRef<HTMLElement>(null);
  const id = useId();

  useEffect(() => {
    setKeysOn(shortcutsOn());
    desk.current?.focus({ preventScroll: true });
    desk.current?.scrollIntoView({ block: "nearest" });
    if (pressedAt === null) return;
    const start = pressedAt;
    pressedAt = null;
    // From the key to the painted next requirement, for the bench.
    requestAnimationFrame(() => performance.measure("triage-next", { start, end: performance.now() }));
  }, []);

  const focusQuestion = useCallback(
    (question: TriageQuestion) => {
      setChosen(question);
      requestAnimationFrame(() => document.getElementById(`${id}-${question}`)?.scrollIntoView({ block: "nearest" }));
    },
    [id],
  );

  const set = (changes: Partial<TriageAnswer>) => {
    setProblem(null);
    queue.setAnswer({ ...answer, ...changes });
  };

  const save = (final: TriageAnswer) => {
    const [first] = triageProblems(item, final);
    if (first) {
      setProblem({ question: first.question, text: problemWords(first.code) });
      focusQuestion(first.question);
      desk.current?.focus({ preventScroll: true });
      return;
    }
    if (final.touch !== "nothing" && final.sourceType !== null)
      lastSource = { sourceType: final.sourceType, sourceRef: final.sourceRef, sourceLocator: final.sourceLocator };
    pressedAt = performance.now();
    queue.save(final);
  };

  /** On to the next question that has no answer yet; after the last one, save. */
  const advance = (changes: Partial<TriageAnswer> = {}) => {
    const next = { ...answer, ...changes };
    if (Object.keys(changes).length > 0) set(changes);
    const seen = [...visited, active];
    setVisited(seen);
    const asked = questionsFor(item, next);
    const following = asked
      .slice(asked.indexOf(active) + 1)
      .find((question) => !seen.includes(question) && !isAnswered(question, item, next));
    if (following && next.touch !== null) {
      focusQuestion(following);
      desk.current?.focus({ preventScroll: true });
    } else save(next);
  };

  const skip = () => {
    pressedAt = performance.now();
    queue.skip();
  };

  // One listener for the life of the requirement; it reads what is newest.
  const handle = useRef<(event: KeyboardEvent) => void>(() => {});
  handle.current = (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save(answer);
      return;
    }
    if (event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    if (event.target instanceof HTMLElement && event.target.closest("a, summary")) return;
    if (event.key === "Enter") {
      // Enter on a button presses the button.
      if (event.target instanceof HTMLElement && event.target.closest("button, input")) return;
      event.preventDefault();
      advance();
      return;
    }
    if (!shortcutsOn()) return;
    const number = Number(event.key);
    if (Number.isInteger(number) && number >= 1 && number <= 4) {
      const question = (["touches", "source", "binding", "isms"] as const)[number - 1] as TriageQuestion;
      if (!questions.includes(question)) return;
      event.preventDefault();
      focusQuestion(question);
      return;
    }
    if (event.key === "s" || event.key === "b") {
      event.preventDefault();
      if (event.key === "s") skip();
      else if (queue.canGoBack) queue.back();
      return;
    }
    const button = desk.current?.querySelector<HTMLButtonElement>(`[data-question="${active}"] [data-key="${CSS.escape(event.key)}"]`);
    if (button && EXPANDED_KEYS.has(event.key)) {
      event.preventDefault();
      button.click();
    }
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => handle.current(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  // In a text field: Enter goes on, Escape gives the keys back.
  const onFieldKey = (event: ReactKeyboardEvent<HTMLElement>) => {
    if (
      event.nativeEvent.isComposing ||
      !(event.target instanceof HTMLElement) ||
      !event.target.matches("input:not([type=checkbox]), textarea")
    )
      return;
    if (event.key === "Escape") {
      event.preventDefault();
      desk.current?.focus({ preventScroll: true });
    }
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const fields = [
        ...(event.target.closest("[data-question]")?.querySelectorAll<HTMLElement>("input:not([type=checkbox]), textarea") ?? []),
      ];
      const following = fields[fields.indexOf(event.target) + 1];
      if (following) following.focus();
      else advance();
    }
  };

  return (
    <section
      ref={desk}
      tabIndex={-1}
      aria-labelledby={`${id}-heading`}
      className="grid gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
      onKeyDown={onFieldKey}
      data-triage-item={item.ref}
    >
      <p className="sr-only" role="status">
        {t("now", { ref: item.ref, left: queue.left })}
      </p>
      <TheRequirement item={item} home={home} headingId={`${id}-heading`} />
      <div>
        {queue.fault && (
          <Callout className="mb-3" tone="error" title={t("returned")}>
            {queue.fault.message}
          </Callout>
        )}
        {problem && (
          <Callout className="mb-3" tone="error">
            {problem.text}
          </Callout>
        )}
        <ol className="border-t">
          {questions.map((question) => (
            <Question
              key={question}
              id={`${id}-${question}`}
              number={["touches", "source", "binding", "isms"].indexOf(question) + 1}
              question={question}
              item={item}
              answer={answer}
              active={question === active}
              wrong={problem?.question === question}
              lastSource={lastSource}
              onOpen={() => focusQuestion(question)}
              onChange={set}
              onAdvance={advance}
            />
          ))}
        </ol>
        <div className="sticky bottom-0 z-1 border-t bg-paper py-3">
          <Summary item={item} answer={answer} />
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="primary" onClick={() => save(answer)} icon={<CornerDownLeft aria-hidden className="size-4" />}>
              {t("save")}
            </Button>
            <Button onClick={() => advance()}>{t("next")}</Button>
            <span className="flex-1" />
            <Button variant="quiet" onClick={queue.back} disabled={!queue.canGoBack}>
              {t("back")} {keysOn && <Key>b</Key>}
            </Button>
            <Button variant="quiet" onClick={skip}>
              {t("skip")} {keysOn && <Key>s</Key>}
            </Button>
          </div>
          <label className="mt-2 flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-muted">
            <input
              type="checkbox"
              className="size-4"
              checked={keysOn}
              onChange={(event) => {
                setShortcuts(event.target.checked);
                setKeysOn(event.target.checked);
              }}
            />
            {t("keys")}
            {keysOn && <span>{t("keysHint")}</span>}
          </label>
        </div>
      </div>
    </section>
  );
}

function TheRequirement({ item, home, headingId }: { item: TriageItem; home: string; headingId: string }) {
  const t = useTranslations("triage.desk");
  const word = useTranslations("vocabulary");
  const open = unfilledPlaceholders(item.statement);
  return (
    <div className="min-w-0 lg:sticky lg:top-4 lg:self-start">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <RefTag>{item.ref}</RefTag>
        <span>{word(`requirementKind.${item.kind}`)}</span>
        {item.status === "draft" && <span>{word("requirementStatus.draft")}</span>}
      </p>
      <h2
        id={headingId}
        dir="auto"
        className="mt-1 font-serif text-[1.375rem] leading-snug font-semibold [overflow-wrap:anywhere] whitespace-pre-line"
      >
        {item.statement}
      </h2>
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <RefTag href={`${home}/interested-parties/${item.party.ref}`}>{item.party.ref}</RefTag>
        <span dir="auto" className="[overflow-wrap:anywhere]">
          {item.party.name}
        </span>
        {item.party.adverse && <Chip shape="adverse">{t("adverse")}</Chip>}
      </p>
      {item.partyWording && (
        <blockquote dir="auto" className="prose-width mt-4 border-l border-line-strong pl-4 whitespace-pre-line">
          <span className="block text-sm text-muted">{t("wording")}</span>
          {item.partyWording}
        </blockquote>
      )}
      {open.length > 0 && (
        <Callout className="mt-4" tone="warn">
          {t("placeholder", { names: open.join(", ") })}
        </Callout>
      )}
      <Papers title={t("documents")} papers={item.documents} path={`${home}/sources`} />
      <Papers title={t("obligations")} papers={item.obligations} path={`${home}/obligations`} />
      <p className="mt-4 text-sm">
        <Link className="link" href={`${home}/requirements/${item.ref}`} prefetch={false} target="_blank">
          {t("editRecord")}
        </Link>
      </p>
    </div>
  );
}

function Papers({ title, papers, path }: { title: string; papers: readonly { ref: string; title: string }[]; path: string }) {
  if (papers.length === 0) return null;
  return (
    <div className="mt-4 text-sm">
      <p className="text-muted">{title}</p>
      <ul>
        {papers.map((paper) => (
          <li key={paper.ref} className="flex gap-2">
            <a className="link font-mono text-[0.8125rem]" href={`${path}/${paper.ref}`} target="_blank" rel="noopener">
              {paper.ref}
            </a>
            <span className="min-w-0">{paper.title}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What saving will do, in a line, so that nothing is decided unseen. */
function Summary({ item, answer }: { item: TriageItem; answer: TriageAnswer }) {
  const t = useTranslations("triage");
  const word = useTranslations("vocabulary");
  if (answer.touch === null) return null;
  const plan = planTriage(item, answer);
  const parts = [
    answer.touch === "nothing"
      ? t("s.discarded")
      : answer.touch === "itself"
        ? t("s.itself")
        : t("s.relevant", { goals: answer.cia.map((goal) => word(`cia.${goal}`)).join(", ") || "–" }),
    ...(answer.touch !== "nothing" && answer.sourceType
      ? [[word(`sourceType.${answer.sourceType}`), answer.sourceRef].filter(Boolean).join(": ")]
      : []),
    ...(answer.touch !== "nothing" && answer.isms !== "undecided" ? [word(`ismsDecision.${answer.isms}`)] : []),
    ...(plan.activate ? [t("s.active")] : []),
    ...(plan.decideParty ? [t("s.party", { name: item.party.name })] : []),
  ];
  return (
    <p className="mb-2 line-clamp-2 text-sm text-muted">
      {t("desk.summary")}: {parts.join(" · ")}
    </p>
  );
}

export function Key({ children, className }: { children: string; className?: string }) {
  return (
    <kbd
      aria-hidden
      className={classNames("rounded-sm border border-current px-1 font-mono text-[0.6875rem] leading-4 opacity-70", className)}
    >
      {children}
    </kbd>
  );
}
