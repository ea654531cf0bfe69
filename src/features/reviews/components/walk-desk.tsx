"use client";

import Link from "next/link";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { KeySwitch } from "@/components/data-table/shortcut-switch";
import { isTyping, shortcutsOn } from "@/components/data-table/shortcuts";
import { Button, LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import type { ReviewVerdict } from "@/domain/review";
import type { ActionResult } from "@/lib/action-result";
import type { WalkItem } from "../item-rows";
import { recordPath } from "../items";
import type { WalkBatch } from "../queries";
import { useWalk, type Walk } from "./use-walk";
import type { Decide } from "./verdict-dialog";
import { VERDICT_SHAPE } from "./verdict-shape";

interface WalkDeskProps {
  first: WalkBatch;
  reviewId: string;
  /** "/nordwind" */
  home: string;
  /** "/nordwind/reviews/RV-002" */
  reviewHref: string;
  decide: Decide;
  wholeParty: (input: unknown) => Promise<ActionResult<{ count: number }>>;
  /** Whether a question may become an action. */
  mayRaise: boolean;
}

const VERDICTS = ["still_valid", "changed", "retire", "question"] as const satisfies readonly ReviewVerdict[];

/** The walk: one record on screen, four verdicts, keys for all of it. */
export function WalkDesk({ first, reviewId, home, reviewHref, decide, wholeParty, mayRaise }: WalkDeskProps) {
  const t = useTranslations("reviews.walk");
  const walk = useWalk({
    first,
    reviewId,
    nextHref: `${reviewHref}/walk/next`,
    decide,
    wholeParty,
    conflictText: (name) => t("conflict", { name }),
    failedText: t("failed"),
  });
  const { current } = walk;
  return (
    <div className="max-w-5xl">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b pb-2 text-sm">
        <p>
          <span className="sr-only">{t("leftLabel")}: </span>
          <strong className="text-base" data-walk-left={walk.left}>
            {t("left", { count: walk.left })}
          </strong>
        </p>
        <p role="status" className="text-muted" data-walk-unsaved={walk.unsaved}>
          {walk.unsaved > 0 ? t(walk.offline ? "notSaved" : "saving", { count: walk.unsaved }) : walk.count > 0 ? t("allSaved") : ""}
        </p>
      </div>
      {walk.offline && (
        <Callout
          className="mb-4"
          tone="error"
          title={t("notSaved", { count: walk.unsaved })}
          actions={
            <Button size="small" onClick={walk.sendAgain}>
              {t("sendAgain")}
            </Button>
          }
        >
          {t("offline")}
        </Callout>
      )}
      {current ? (
        <OneRecord key={`${current.id}:${current.version}`} walk={walk} item={current} home={home} mayRaise={mayRaise} />
      ) : walk.exhausted ? (
        <section className="py-4" data-walk-done="">
          <h2 className="font-serif text-xl font-semibold">{t(walk.left === 0 ? "doneTitle" : "title")}</h2>
          <p className="mt-1 text-muted">
            {walk.count > 0 && t("doneText", { count: walk.count })}{" "}
            {walk.skipped.length > 0 && t("skippedText", { count: walk.skipped.length })}
          </p>
          <div className="mt-4 flex flex-wrap gap-2">
            {walk.skipped.length > 0 && (
              <Button variant="primary" onClick={walk.goSkipped}>
                {t("goSkipped")}
              </Button>
            )}
            <LinkButton href={reviewHref} variant={walk.skipped.length > 0 ? "secondary" : "primary"}>
              {t("toReview")}
            </LinkButton>
            {walk.canGoBack && <Button onClick={walk.back}>{t("back")}</Button>}
          </div>
        </section>
      ) : walk.loading === "failed" ? (
        <Callout
          tone="error"
          title={t("failed")}
          actions={
            <Button size="small" onClick={walk.fetchAgain}>
              {t("sendAgain")}
            </Button>
          }
        />
      ) : (
        <p role="status" className="text-muted">
          {t("loading")}
        </p>
      )}
    </div>
  );
}

function OneRecord({ walk, item, home, mayRaise }: { walk: Walk; item: WalkItem; home: string; mayRaise: boolean }) {
  const t = useTranslations("reviews.walk");
  const word = useTranslations("vocabulary.reviewVerdict");
  const kind = useTranslations("history.entity");
  const id = useId();
  const desk = useRef<HTMLElement>(null);
  const before = walk.said;
  /** A verdict that still needs its words. */
  const [asking, setAsking] = useState<Exclude<ReviewVerdict, "open" | "still_valid"> | null>(null);
  const [note, setNote] = useState(before?.note ?? item.note);
  const [raise, setRaise] = useState(mayRaise);
  const [missing, setMissing] = useState(false);
  const [partyFault, setPartyFault] = useState<string | null>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    desk.current?.focus({ preventScroll: true });
    desk.current?.scrollIntoView({ block: "nearest" });
  }, []);

  const choose = useCallback(
    (verdict: (typeof VERDICTS)[number]) => {
      if (verdict === "still_valid") walk.say({ verdict, note: "", raise: false });
      else {
        setAsking(verdict);
        setMissing(false);
        requestAnimationFrame(() => noteField.current?.focus());
      }
    },
    [walk],
  );
  const save = () => {
    if (!asking) return;
    if (note.trim() === "") {
      setMissing(true);
      noteField.current?.focus();
      return;
    }
    walk.say({ verdict: asking, note: note.trim(), raise: asking === "question" && raise });
  };
  const whole = async () => setPartyFault(await walk.sayWholeParty());

  // One listener for the life of the record; it reads what is newest.
  const handle = useRef<(event: KeyboardEvent) => void>(() => {});
  handle.current = (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (isTyping(event.target) || !shortcutsOn()) return;
    const verdict = VERDICTS[Number(event.key) - 1];
    const deed =
      verdict !== undefined
        ? () => choose(verdict)
        : event.key === "a" && item.openOfParty > 1
          ? () => void whole()
          : event.key === "s"
            ? walk.skip
            : event.key === "b" && walk.canGoBack
              ? walk.back
              : null;
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => handle.current(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  const stands = item.verdict !== "open" ? { verdict: item.verdict, note: item.note, by: item.decidedBy ?? "" } : null;
  return (
    <section
      ref={desk}
      tabIndex={-1}
      aria-labelledby={`${id}-heading`}
      className="grid gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
      data-walk-item={item.ref}
    >
      <p className="sr-only" role="status">
        {t("now", { ref: item.ref, left: walk.left })}
      </p>
      <div className="min-w-0">
        <p className="text-sm text-muted">
          <RefTag>{item.ref}</RefTag> {kind(item.entity)}
          {item.party && item.entity === "requirement" && (
            <>
              {" · "}
              <RefTag>{item.party.ref}</RefTag> {item.party.name}
            </>
          )}
        </p>
        <h2 id={`${id}-heading`} dir="auto" className="mt-1 mb-3 font-serif text-xl font-semibold [overflow-wrap:anywhere]">
          {item.title}
        </h2>
        <KeyValueList items={item.facts} emptyLabel="" />
        <p className="mt-2 text-sm">
          <Link className="link" href={home + recordPath(item)} target="_blank" rel="noopener">
            {t("openRecord")}
          </Link>
        </p>
      </div>
      <div className="min-w-0">
        {walk.fault && (
          <Callout className="mb-3" tone="error">
            {walk.fault}
          </Callout>
        )}
        {partyFault && (
          <Callout className="mb-3" tone="error">
            {partyFault}
          </Callout>
        )}
        {(stands || before) && (
          <p className="mb-3 text-sm text-muted">
            <StatusMark shape={VERDICT_SHAPE[(before ?? stands)!.verdict]}>{word((before ?? stands)!.verdict)}</StatusMark>{" "}
            {before ? before.note : `${stands!.note} ${stands!.by}`}
          </p>
        )}
        <div className="flex flex-col gap-2">
          {VERDICTS.map((verdict, index) => (
            <button
              key={verdict}
              type="button"
              aria-pressed={asking === verdict}
              className="flex min-h-10 items-center gap-3 rounded-md border border-line-strong bg-surface px-3 py-1.5 text-left hover:bg-sunken aria-pressed:border-ink aria-pressed:bg-sunken"
              onClick={() => choose(verdict)}
            >
              <kbd className="rounded-sm border border-line-strong px-1.5 font-mono text-xs text-muted">{index + 1}</kbd>
              <StatusMark shape={VERDICT_SHAPE[verdict]}>{t(verdict)}</StatusMark>
            </button>
          ))}
        </div>
        {asking && (
          <div className="mt-3 flex flex-col gap-2">
            <label htmlFor={`${id}-note`} className="text-sm font-medium">
              {t("note")}
            </label>
            <textarea
              ref={noteField}
              id={`${id}-note`}
              rows={3}
              className="control"
              value={note}
              aria-required
              aria-invalid={missing || undefined}
              onChange={(event) => {
                setNote(event.target.value);
                setMissing(false);
              }}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                if (event.key === "Enter" && !event.shiftKey) {
                  event.preventDefault();
                  save();
                }
                if (event.key === "Escape") {
                  setAsking(null);
                  desk.current?.focus({ preventScroll: true });
                }
              }}
            />
            {asking === "question" && mayRaise && (
              <label className="flex items-center gap-2 text-sm">
                <input type="checkbox" className="size-4" checked={raise} onChange={(event) => setRaise(event.target.checked)} />
                {t("raise")}
              </label>
            )}
            <div>
              <Button variant="primary" onClick={save}>
                {t("save")}
              </Button>
            </div>
          </div>
        )}
        <div className="mt-4 flex flex-wrap items-center gap-2 border-t pt-3">
          {item.openOfParty > 1 && (
            <Button size="small" onClick={() => void whole()}>
              <kbd className="font-mono text-xs text-muted">a</kbd> {t("wholeParty", { count: item.openOfParty })}
            </Button>
          )}
          <Button size="small" variant="quiet" onClick={walk.skip}>
            <kbd className="font-mono text-xs text-muted">s</kbd> {t("skip")}
          </Button>
          {walk.canGoBack && (
            <Button size="small" variant="quiet" onClick={walk.back}>
              <kbd className="font-mono text-xs text-muted">b</kbd> {t("back")}
            </Button>
          )}
          <KeySwitch label={t("switchKeys")} />
        </div>
      </div>
    </section>
  );
}
