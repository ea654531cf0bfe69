"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RefTag } from "@/components/ui/ref-tag";
import { Chip, Shape } from "@/components/ui/status-mark";
import { showToast } from "@/components/ui/toast";
import { AXES, type Axis, type AxisResult, proposedValue, STEPS, type Vote } from "@/domain/voting";
import { classNames } from "@/lib/class-names";
import type { VotedParty, VotingState } from "../queries";
import { useLive } from "./use-live";
import { OpenVotes } from "./workshop-deeds";
import type { Ask } from "./workshop-form";

interface VotingBoardProps {
  home: string;
  workshop: { id: string; ref: string };
  first: VotingState;
  /** Null: does not vote. */
  vote: Ask<{ partyId: string }> | null;
  /** Null: does not run it. */
  run: { open: Ask<{ ref: string }>; agree: Ask<{ partyId: string; version: number }> } | null;
  /** Whether support is shown and asked for. */
  support: boolean;
}

const NOTHING: Vote = { power: null, interest: null, support: null };

/** A vote: everybody places parties alone; once opened, disagreement first, and the agreed value beside the votes. */
export function VotingBoard({ home, workshop, first, vote, run, support }: VotingBoardProps) {
  const t = useTranslations("workshopVote");
  const router = useRouter();
  const [state, setState] = useState(first);
  const live = useLive<VotingState>(
    () => (state.status === "closed" ? null : `${home}/workshops/${workshop.ref}/votes`),
    (next) => {
      if (next.status !== state.status) router.refresh();
      setState(next);
    },
  );
  // The page was fetched anew (the votes were opened, the parties changed): what it brings is newer than the last answer.
  useEffect(() => setState(first), [first]);
  const axes = AXES.filter((axis) => axis !== "support" || support);
  if (state.status !== "open") {
    const apart = state.parties.filter((party) => party.revealed?.result.disagreement);
    const close = state.parties.filter((party) => party.votes > 0 && !party.revealed?.result.disagreement);
    const silent = state.parties.filter((party) => party.votes === 0);
    const opened = (parties: VotedParty[]) =>
      parties.map((party) => (
        <OpenedParty
          key={`${party.id}:${party.version}`}
          home={home}
          workshopId={workshop.id}
          party={party}
          axes={axes}
          agree={state.status === "revealed" && party.status !== "retired" ? (run?.agree ?? null) : null}
          onAgreed={live.now}
        />
      ));
    return (
      <div className="max-w-5xl">
        <p className="mb-4 text-sm text-muted">{t("voters", { count: state.voters })}</p>
        {apart.length > 0 && (
          <section className="mb-8">
            <h2 className="font-serif text-xl font-semibold">{t("disagreementTitle")}</h2>
            <p className="mb-2 text-sm text-muted">{t("disagreementText")}</p>
            {opened(apart)}
          </section>
        )}
        {close.length > 0 && (
          <section>
            <h2 className="mb-2 font-serif text-xl font-semibold">{t("closeTogether")}</h2>
            {opened(close)}
          </section>
        )}
        {silent.length > 0 && (
          <section className="mt-8">
            <h2 className="mb-2 font-serif text-xl font-semibold">{t("nobodyTitle")}</h2>
            {opened(silent)}
          </section>
        )}
      </div>
    );
  }
  return (
    <div className="max-w-4xl">
      <p className="prose-width mb-3">{t(vote ? "openLead" : "readLead")}</p>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-muted" data-workshop-voters={state.voters}>
          {t("voters", { count: state.voters })}
        </p>
        {run && (
          <OpenVotes
            workshop={workshop}
            action={run.open}
            onDone={() => {
              showToast({ title: t("opened") });
              live.now();
              router.refresh();
            }}
          />
        )}
      </div>
      {!live.connected && <Callout className="mb-4" tone="warn" title={t("stale")} />}
      <ul className="border-t">
        {state.parties.map((party) => (
          <li key={party.id} className="border-b py-3">
            <Ballot workshopId={workshop.id} party={party} axes={axes} vote={vote} home={home} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function PartyName({ party, home }: { party: VotedParty; home: string }) {
  const t = useTranslations("workshopVote");
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <RefTag href={`${home}/interested-parties/${party.ref}`}>{party.ref}</RefTag>
      <bdi className="min-w-0 font-medium [overflow-wrap:anywhere]">{party.name}</bdi>
      {party.adverse && <Chip shape="adverse">{t("adverse")}</Chip>}
    </p>
  );
}

/** One's own vote on one party; saved as it is given. */
function Ballot({
  workshopId,
  party,
  axes,
  vote,
  home,
}: {
  workshopId: string;
  party: VotedParty;
  axes: readonly Axis[];
  vote: VotingBoardProps["vote"];
  home: string;
}) {
  const t = useTranslations("workshopVote");
  const [own, setOwn] = useState<Vote>(party.own ?? NOTHING);
  const [state, setState] = useState<"idle" | "saving" | "saved" | "failed">("idle");
  const [fault, setFault] = useState("");
  const wanted = useRef<Vote | null>(null);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function send() {
    if (busy.current || !vote) return;
    busy.current = true;
    clearTimeout(timer.current);
    try {
      // The newest choice counts; what was chosen in between is never sent.
      while (wanted.current) {
        const now = wanted.current;
        wanted.current = null;
        setState("saving");
        const result = await vote({ workshopId, partyId: party.id, ...now });
        if (!result.ok) {
          setFault(result.message ?? "");
          setState("failed");
          if (result.kind === "unavailable") throw new Error(result.message);
          return;
        }
        setFault("");
        setState("saved");
      }
    } catch {
      wanted.current ??= own;
      setState("failed");
      timer.current = setTimeout(() => void send(), 3_000);
    } finally {
      busy.current = false;
    }
  }

  function choose(axis: Axis, step: number | null) {
    const next = { ...own, [axis]: step };
    setOwn(next);
    wanted.current = next;
    void send();
  }

  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <PartyName party={party} home={home} />
        <p role="status" className={classNames("text-sm", state === "failed" ? "font-medium text-danger" : "text-muted")}>
          {state === "saving" && t("saving")}
          {state === "saved" && t("saved")}
          {state === "failed" && (fault || t("notSaved"))}
          {state === "idle" && t("votes", { count: party.votes })}
        </p>
      </div>
      {vote && (
        <div className="mt-2 flex flex-wrap gap-x-8 gap-y-3">
          {axes.map((axis) => (
            <ScaleChoice
              key={axis}
              axis={axis}
              name={`${party.id}-${axis}`}
              label={`${t(axis)}: ${party.name}`}
              value={own[axis]}
              onChange={(step) => choose(axis, step)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** A scale as radio buttons: arrow keys move within it, and no opinion is an answer. */
function ScaleChoice({
  axis,
  name,
  label,
  value,
  onChange,
}: {
  axis: Axis;
  name: string;
  label: string;
  value: number | null;
  onChange: (step: number | null) => void;
}) {
  const t = useTranslations("workshopVote");
  return (
    <fieldset className="min-w-0" aria-label={label}>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span aria-hidden className="w-16 text-muted">
          {t(axis)}
        </span>
        <span className="text-[0.8125rem] text-muted">{t(axis === "support" ? "against" : "low")}</span>
        <span className="flex">
          {STEPS[axis].map((step) => (
            <label
              key={step}
              className="relative -ml-px flex h-9 w-9 cursor-pointer items-center justify-center border border-line-strong bg-surface first:ml-0 first:rounded-l-md last:rounded-r-md has-checked:bg-ink has-checked:font-semibold has-checked:text-paper has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-gold"
            >
              <input
                type="radio"
                name={name}
                value={step}
                className="absolute inset-0 cursor-pointer opacity-0"
                checked={value === step}
                onChange={() => onChange(step)}
              />
              {written(axis, step)}
            </label>
          ))}
        </span>
        <span className="text-[0.8125rem] text-muted">{t(axis === "support" ? "for" : "high")}</span>
        {value !== null && (
          <Button size="small" variant="quiet" onClick={() => onChange(null)}>
            {t("noOpinion")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface OpenedProps {
  home: string;
  workshopId: string;
  party: VotedParty;
  axes: readonly Axis[];
  agree: Ask<{ partyId: string; version: number }> | null;
  onAgreed: () => void;
}

/** What was voted on one party: how many chose what, the median, and the value people agree on. */
function OpenedParty({ home, workshopId, party, axes, agree, onAgreed }: OpenedProps) {
  const t = useTranslations("workshopVote");
  const revealed = party.revealed;
  const [value, setValue] = useState<Vote>(
    () =>
      revealed?.agreed ?? {
        power: proposedValue(revealed?.result.axes.power ?? null) ?? party.scores.power,
        interest: proposedValue(revealed?.result.axes.interest ?? null) ?? party.scores.interest,
        support: proposedValue(revealed?.result.axes.support ?? null) ?? party.scores.support,
      },
  );
  const [pending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  if (!revealed) return null;
  async function record() {
    if (!agree) return;
    setPending(true);
    setFault(null);
    try {
      const result = await agree({
        workshopId,
        partyId: party.id,
        partyVersion: party.version,
        ...value,
        idempotencyKey: crypto.randomUUID(),
      });
      if (result.ok) showToast({ title: t("recorded", { ref: party.ref }) });
      else setFault(result.message ?? t("notSaved"));
    } catch {
      setFault(t("notSaved"));
    } finally {
      setPending(false);
      onAgreed();
    }
  }
  return (
    <article className="border-t py-4 break-inside-avoid">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <PartyName party={party} home={home} />
        {party.votes > 0 && (
          <p className="flex items-baseline gap-1.5 text-sm">
            <Shape shape={revealed.result.disagreement ? "not-met" : "decided"} className="translate-y-px" />
            {revealed.result.disagreement ? t("disagreement", { spread: revealed.result.spread }) : t("agreement")}
          </p>
        )}
      </div>
      {party.votes > 0 && (
        <div className="mt-3 grid gap-6 sm:grid-cols-3">
          {axes.map((axis) => (
            <Distribution key={axis} axis={axis} result={revealed.result.axes[axis]} now={party.scores[axis]} />
          ))}
        </div>
      )}
      {revealed.agreed && (
        <p className="mt-3 text-sm font-medium">
          {t("agreedValue", {
            values: axes
              .map((axis) => `${t(axis)} ${revealed.agreed?.[axis] == null ? t("notSet") : written(axis, revealed.agreed[axis])}`)
              .join(", "),
          })}
        </p>
      )}
      {agree && (
        <fieldset className="no-print mt-3 rounded-md bg-sunken px-3 py-2" aria-label={t("agreeLabel", { name: party.name })}>
          {fault && <Callout className="mb-2" tone="error" title={fault} />}
          <div className="flex flex-wrap items-center gap-x-8 gap-y-2">
            {axes.map((axis) => (
              <ScaleChoice
                key={axis}
                axis={axis}
                name={`agreed-${party.id}-${axis}`}
                label={`${t("agreed")}, ${t(axis)}: ${party.name}`}
                value={value[axis]}
                onChange={(step) => setValue({ ...value, [axis]: step })}
              />
            ))}
            <Button size="small" pending={pending} onClick={() => void record()}>
              {t(revealed.agreed ? "agreeAgain" : "agree")}
            </Button>
          </div>
        </fieldset>
      )}
      {party.votes > 0 && (
        <>
          <details className="no-print mt-2 text-sm">
            <summary className="text-muted">{t("whoVoted")}</summary>
            <VoteTable votes={revealed.votes} axes={axes} />
          </details>
          <div className="print-only text-sm">
            <VoteTable votes={revealed.votes} axes={axes} />
          </div>
        </>
      )}
    </article>
  );
}

/** Who voted how: the evidence behind the agreed value. */
function VoteTable({ votes, axes }: { votes: readonly (Vote & { voter: string })[]; axes: readonly Axis[] }) {
  const t = useTranslations("workshopVote");
  return (
    <table className="register mt-1 max-w-md">
      <thead>
        <tr>
          <th className="text-left">{t("voter")}</th>
          {axes.map((axis) => (
            <th key={axis} className="text-right">
              {t(axis)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {votes.map((vote) => (
          <tr key={vote.voter}>
            <td>{vote.voter}</td>
            {axes.map((axis) => (
              <td key={axis} className="text-right">
                {vote[axis] === null ? t("notSet") : written(axis, vote[axis])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Votes on each step as a stack of squares, with the median in words. No averages: the steps have an order, not a distance. */
function Distribution({ axis, result, now }: { axis: Axis; result: AxisResult | null; now: number | null }) {
  const t = useTranslations("workshopVote");
  const most = Math.max(1, ...(result?.distribution.map(({ votes }) => votes) ?? []));
  return (
    <div className="text-sm">
      <p className="font-medium">{t(axis)}</p>
      {result ? (
        <>
          <ol className="mt-1 flex items-end gap-1">
            {result.distribution.map(({ step, votes }) => (
              <li key={step} className="flex w-9 flex-col items-center gap-1">
                <span className="sr-only">{t("step", { axis: t(axis), step: written(axis, step), count: votes })}</span>
                <span aria-hidden className="text-[0.8125rem] text-muted">
                  {votes > 0 ? votes : ""}
                </span>
                <span aria-hidden className="flex h-12 w-full items-end border-b border-line-strong">
                  <span
                    className={classNames(
                      "w-full border border-ink",
                      result.median.includes(step) ? "bg-ink" : "bg-transparent",
                      votes === 0 && "hidden",
                    )}
                    style={{ height: `${(votes / most) * 100}%` }}
                  />
                </span>
                <span aria-hidden>{written(axis, step)}</span>
              </li>
            ))}
          </ol>
          <p className="mt-1 text-muted">
            {t("median")}:{" "}
            {result.median.length === 1
              ? written(axis, result.median[0]!)
              : t("medianTwo", { low: written(axis, result.median[0]!), high: written(axis, result.median[1]!) })}
          </p>
        </>
      ) : (
        <p className="mt-1 text-muted">{t("nobody")}</p>
      )}
      <p className="text-muted">
        {t("registerNow")}: {now === null ? t("notSet") : written(axis, now)}
      </p>
    </div>
  );
}

function written(axis: Axis, step: number): string {
  if (axis !== "support") return String(step);
  return step > 0 ? `+${step}` : String(step).replace("-", "−");
}
