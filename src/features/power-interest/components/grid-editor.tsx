"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Callout } from "@/components/ui/callout";
import { quadrant } from "@/domain/power-interest";
import { type GridItem, layoutGrid } from "@/domain/power-interest-layout";
import { type MarkName, markOf } from "../marks";
import { comparePositions, type Positions, positionOn, stepsOf } from "../positions";
import type { GridParty } from "../queries";
import type { GridState } from "../table";
import { ChangeList } from "./change-list";
import { GridFilterBar, gridQuery } from "./grid-filters";
import { GridFrame, GridMark, INK, LEGEND_HEIGHT, MarkShape, Way } from "./grid-picture";
import { GridTable } from "./grid-table";
import { ExportPicture, MoveReason, ReasonDialog, TimeControls } from "./grid-tools";
import { PartyPanel } from "./party-panel";
import { firstDay, type Standing, shortened, standingNow, standingThen, trailPoints } from "./standings";
import { Troubles } from "./troubles";
import { useDrag } from "./use-drag";
import { useAddress, useParties, usePositions, useSessionText } from "./use-grid-state";
import { type Ask, useMoves } from "./use-moves";

interface GridEditorProps {
  organization: { name: string; classification: string };
  /** Whose moves these are, for the trail until the page is read again. */
  me: string;
  /** "/nordwind" */
  home: string;
  today: string;
  parties: readonly GridParty[];
  matching: number;
  /** Null for readers without history. */
  positions: Positions | null;
  state: GridState;
  owners: readonly { id: string; name: string }[];
  canWrite: boolean;
  canSeeSupport: boolean;
  vectorNames: Record<string, string>;
  move: Ask;
  assess: Ask;
}

const GHOST = "@before";
const KEY_STEPS: Readonly<Record<string, readonly [power: number, interest: number]>> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const clamp = (score: number) => Math.min(5, Math.max(1, score));
const MIDDLE = 3;

export function GridEditor(props: GridEditorProps) {
  const { home, today, canWrite, canSeeSupport, move, assess } = props;
  const t = useTranslations("grid");
  const router = useRouter();
  const [parties, change] = useParties(props.parties);
  const [positions, addPosition] = usePositions(props.positions);
  const [chosen, setChosen] = useState<string | null>(null);
  const [wish, setWish] = useState<{ id: string; power: number; interest: number } | null>(null);
  const [said, setSaid] = useState("");
  const [reason, setReason] = useSessionText(`goldthread:grid-reason:${home}`);
  const [view, setView] = useState({ asOf: props.state.asOf, compare: props.state.compare, lens: props.state.lens });
  const state: GridState = { ...view, filters: props.state.filters };
  useAddress(`${home}/grid${gridQuery(state)}`);

  const past = positions !== null && view.asOf !== null && view.asOf < today ? view.asOf : null;
  const movable = canWrite && past === null;

  const standings = useMemo(() => {
    const found = new Map<string, Standing>();
    for (const party of parties.values()) {
      const standing = past === null ? standingNow(party) : standingThen(positionOn(positions?.[party.id], past));
      if (standing) found.set(party.id, wish?.id === party.id ? { ...standing, ...wish, onGrid: true } : standing);
    }
    return found;
  }, [parties, past, positions, wish]);

  const compared = view.compare !== null && positions !== null && view.compare < (past ?? today) ? view.compare : null;
  const changes = useMemo(
    () => (compared === null || positions === null ? null : comparePositions(positions, [...parties.keys()], compared, past ?? today)),
    [compared, positions, parties, past, today],
  );

  const shown = useMemo(() => [...parties.values()].filter((party) => standings.get(party.id)?.onGrid), [parties, standings]);
  const waiting = useMemo(() => [...parties.values()].filter((party) => standings.get(party.id)?.onGrid === false), [parties, standings]);
  const layout = useMemo(() => {
    const items: GridItem[] = shown.map(({ id, ref }) => {
      const { power, interest } = standings.get(id)!;
      return { id, ref, power: power!, interest: interest! };
    });
    for (const { id, before } of changes?.moved ?? []) {
      const party = parties.get(id);
      if (party) items.push({ id: `${id}${GHOST}`, ref: party.ref, power: before.power!, interest: before.interest! });
    }
    return layoutGrid(items);
  }, [shown, standings, changes, parties]);
  const placed = useMemo(() => new Map(layout.marks.map((mark) => [mark.id, mark])), [layout]);
  const tabStop = chosen !== null && placed.has(chosen) ? chosen : (shown[0]?.id ?? null);

  const placeWords = useCallback(
    (power: number | null, interest: number | null) =>
      power === null || interest === null ? t("unassessed") : t(`quadrant.${quadrant(power, interest)}`),
    [t],
  );
  const wordsFor = (party: GridParty, standing: Standing): string => {
    const { power, interest } = standing;
    if (!standing.onGrid || power === null || interest === null) return t("describeUnassessed", { ref: party.ref, name: party.name });
    const place = t("describe", { ref: party.ref, name: party.name, power, interest, quadrant: placeWords(power, interest) });
    const more = standing.adverse ? t("describeAdverse") : canSeeSupport ? t("describeMark", { mark: t(`mark.${standing.mark}`) }) : "";
    return more ? `${place}, ${more}` : place;
  };

  const { save, saving, troubles, leave, asked, ask } = useMoves({
    parties,
    change,
    addPosition,
    move,
    reason,
    today,
    me: props.me,
    placeWords,
    onSay: setSaid,
    onBegin: (id) => setWish((open) => (open?.id === id ? null : open)),
  });

  const whole = useRef<HTMLDivElement>(null);
  const picture = useRef<SVGSVGElement>(null);
  const follower = useRef<HTMLDivElement>(null);
  const target = useRef<SVGRectElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const drag = useDrag({
    follower,
    picture,
    target,
    layout,
    enabled: movable,
    onPick: (id) => {
      setChosen(id);
      setWish((open) => (open?.id === id ? open : null));
    },
    onLift: (id) => {
      if (tip.current) tip.current.hidden = true;
      const party = parties.get(id);
      const shape = whole.current?.querySelector(`[data-shape="${standings.get(id)?.mark}"]`);
      follower.current?.replaceChildren(...(shape ? [shape.cloneNode(true)] : []), ` ${party?.name ?? ""}`);
    },
    onDrop: (id, place) => void save({ id, ...place }),
  });

  const focusMark = (id: string) => whole.current?.querySelector<SVGElement>(`[data-mark="${CSS.escape(id)}"]`)?.focus();
  // A party that comes from the tray becomes another element: the focus goes with it.
  const follow = useRef<string | null>(null);
  useEffect(() => {
    if (follow.current === null) return;
    const id = follow.current;
    follow.current = null;
    if (document.activeElement?.getAttribute("data-mark") !== id) focusMark(id);
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const id = (event.target as Element).getAttribute("data-mark");
    const party = id ? parties.get(id) : undefined;
    if (!id || !party) return;
    const all = [...shown, ...waiting];
    const index = all.findIndex((other) => other.id === id);
    const jump = { PageDown: index + 1, PageUp: index - 1, Home: 0, End: all.length - 1 }[event.key];
    const step = KEY_STEPS[event.key];
    if (jump !== undefined || (step && !movable)) {
      event.preventDefault();
      const next = all[jump ?? index + (event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1)];
      if (next) focusMark(next.id);
      return;
    }
    if (step && movable) {
      event.preventDefault();
      const standing = standings.get(id)!;
      // From the tray a party starts where the catalogue puts it, else in the middle; the first key only places it there.
      const from = { power: standing.power ?? MIDDLE, interest: standing.interest ?? MIDDLE };
      const next = standing.onGrid ? { power: clamp(from.power + step[0]), interest: clamp(from.interest + step[1]) } : from;
      if (standing.onGrid && next.power === from.power && next.interest === from.interest) {
        setSaid(t("edge"));
        return;
      }
      if (!standing.onGrid) follow.current = id;
      setWish({ id, ...next });
      setSaid(t("tentative", { name: party.name, ...next, quadrant: placeWords(next.power, next.interest) }));
      return;
    }
    if (event.key === "Escape" && wish) {
      event.preventDefault();
      event.stopPropagation();
      takeBack();
      return;
    }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (wish?.id === id) void save(wish);
      else document.getElementById("grid-panel")?.focus();
    }
  }

  function takeBack() {
    if (!wish) return;
    follow.current = wish.id;
    setWish(null);
    setSaid(t("putBack", { name: parties.get(wish.id)?.name ?? "" }));
  }

  function showTip(element: Element | null) {
    const box = tip.current;
    if (!box) return;
    const mark = element?.closest("[data-mark]");
    const words = mark?.getAttribute("aria-label");
    if (!mark || !words || !follower.current?.hidden) {
      box.hidden = true;
      return;
    }
    const { left, bottom, top } = mark.getBoundingClientRect();
    box.textContent = words;
    box.hidden = false;
    const room = window.innerHeight - bottom > box.offsetHeight + 12;
    const x = Math.max(8, Math.min(left, window.innerWidth - box.offsetWidth - 8));
    box.style.transform = `translate3d(${x}px, ${room ? bottom + 6 : top - box.offsetHeight - 6}px, 0)`;
  }

  const marksInLegend: readonly MarkName[] = canSeeSupport
    ? ["strongly_for", "for", "neutral", "against", "strongly_against", "unknown", "adverse"]
    : ["unknown", "adverse"];
  const chosenParty = chosen === null ? undefined : parties.get(chosen);
  const steps = chosenParty ? stepsOf(positions?.[chosenParty.id]) : [];
  const trail = trailPoints(steps, layout, chosen === null ? undefined : placed.get(chosen), past);
  const day = past ?? today;

  return (
    <div ref={whole}>
      <div className="no-print mb-3 flex flex-wrap items-center gap-2">
        <GridFilterBar path={`${home}/grid`} state={state} owners={props.owners} vectorNames={props.vectorNames} />
        <span className="flex-1" />
        <label className="flex items-center gap-2 text-sm" title={t("lensHint")}>
          <input
            type="checkbox"
            checked={view.lens}
            onChange={(event) => setView({ ...view, lens: event.target.checked })}
            className="size-4"
          />
          {t("lens")} <span className="text-muted">({t("optional")})</span>
        </label>
        <ExportPicture
          picture={picture}
          title={`${t("title")}: ${props.organization.name}`}
          foot={[props.organization.name, t("title"), t("asOfFooter", { day }), props.organization.classification]
            .filter(Boolean)
            .join(" · ")}
          name={`power-interest-grid-${day}`}
        />
      </div>
      {positions && (
        <TimeControls
          first={firstDay(positions)}
          today={today}
          asOf={past}
          compare={view.compare}
          onChange={(next) => {
            setWish(null);
            setView({ ...view, ...next });
          }}
        />
      )}
      {movable && <MoveReason value={reason} onChange={setReason} />}
      {props.matching > props.parties.length && (
        <Callout tone="info" className="mb-3">
          {t("cut", { shown: props.parties.length, matching: props.matching })}
        </Callout>
      )}
      <Troubles
        troubles={troubles}
        parties={parties}
        onAgain={(trouble) => void save(trouble)}
        onLeave={(trouble) => {
          leave(trouble);
          router.refresh();
        }}
      />
      <ReasonDialog
        name={asked ? (parties.get(asked.id)?.name ?? "") : null}
        onClose={() => ask(null)}
        onReason={(given) => {
          setReason(given);
          const next = asked;
          ask(null);
          if (next) void save(next, given);
        }}
      />
      <p role="status" aria-live="polite" className="sr-only">
        {said}
      </p>
      <p className="no-print mb-2 text-sm text-muted">
        <span id="grid-keys">{t(movable ? "keys" : "keysReading")}</span>{" "}
        <a href="#grid-table" className="link">
          {t("skip")}
        </a>
      </p>

      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for the marks inside, which are the controls */}
      <div
        className="grid gap-x-6 gap-y-4 2xl:grid-cols-[minmax(0,1fr)_19rem]"
        {...drag}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const id = (event.target as Element).getAttribute("data-mark");
          if (!id) return;
          setChosen(id);
          showTip(event.target as Element);
        }}
        onBlur={(event) => {
          showTip(null);
          // Leaving a mark that was moved by keys and not saved puts it back, and says so: a picture never shows what is not in the register.
          if (wish && follow.current === null && (event.target as Element).getAttribute("data-mark") === wish.id) takeBackQuietly();
        }}
        onPointerOver={(event) => showTip(event.target as Element)}
        onPointerLeave={() => showTip(null)}
      >
        <section aria-label={t("tray", { count: waiting.length })} className="2xl:col-start-2 2xl:row-start-1">
          <h2 className="mb-1 text-sm font-semibold">{t("tray", { count: waiting.length })}</h2>
          {waiting.length === 0 ? (
            <p className="text-sm text-muted">{t("trayEmpty")}</p>
          ) : (
            <>
              {movable && <p className="no-print mb-1.5 text-sm text-muted">{t("trayHint")}</p>}
              <ul className="flex max-h-32 flex-wrap gap-1.5 overflow-y-auto 2xl:max-h-80 print:max-h-none">
                {waiting.map((party) => (
                  <li key={party.id} className="max-w-full">
                    <button
                      type="button"
                      data-mark={party.id}
                      aria-label={wordsFor(party, standings.get(party.id)!)}
                      aria-pressed={chosen === party.id}
                      className={`flex max-w-60 items-center gap-1.5 rounded-md border border-dashed border-line-strong bg-surface px-2 py-0.5 text-left text-[0.8125rem] data-lifted:opacity-40 aria-pressed:border-ink aria-pressed:border-solid ${movable ? "cursor-grab touch-none" : ""}`}
                    >
                      <MarkShape name={standings.get(party.id)!.mark} size={12} />
                      <span className="font-mono text-xs whitespace-nowrap text-muted">{party.ref}</span>
                      <span dir="auto" className="min-w-0 truncate select-none">
                        {party.name}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        <div className="min-w-0 2xl:col-start-1 2xl:row-span-2 2xl:row-start-1">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the picture scrolls sideways */}
          <section className="overflow-x-auto print:overflow-visible" aria-label={t("picture")} tabIndex={0}>
            <svg
              ref={picture}
              viewBox={`0 0 ${layout.width} ${layout.height + LEGEND_HEIGHT}`}
              className="block h-auto w-full min-w-[48rem] break-inside-avoid select-none print:min-w-0"
              role={movable ? "application" : "group"}
              aria-label={t("picture")}
              aria-describedby="grid-keys"
              fontFamily="var(--font-sans, sans-serif)"
            >
              <GridFrame layout={layout} marks={marksInLegend} />
              <rect
                ref={target}
                data-chrome=""
                visibility="hidden"
                fill="var(--sunken)"
                stroke={INK}
                strokeWidth={1.5}
                className="pointer-events-none"
              />
              {changes?.moved.map(({ id, before }) => {
                const party = parties.get(id);
                const [from, to] = [placed.get(`${id}${GHOST}`), placed.get(id)];
                if (!party || !from || !to) return null;
                return (
                  <g key={id}>
                    <GridMark
                      {...shape(from)}
                      id={`${id}${GHOST}`}
                      partyRef={party.ref}
                      name={party.name}
                      mark={markOf({ adverse: before.adverse, support: null })}
                      description={t("ghost", {
                        ref: party.ref,
                        name: party.name,
                        day: compared ?? "",
                        power: before.power ?? 0,
                        interest: before.interest ?? 0,
                      })}
                      selected={false}
                      tabStop={false}
                      tentative={false}
                      saving={false}
                      ghost
                      movable={false}
                    />
                    <Way points={[from, shortened(from, to)]} dashed />
                  </g>
                );
              })}
              {changes === null && trail.length > 1 && <Way points={trail} />}
              {shown.map((party) => {
                const standing = standings.get(party.id)!;
                const place = placed.get(party.id);
                return (
                  place && (
                    <GridMark
                      key={party.id}
                      {...shape(place)}
                      id={party.id}
                      partyRef={party.ref}
                      name={party.name}
                      mark={standing.mark}
                      description={wordsFor(party, standing)}
                      selected={chosen === party.id}
                      tabStop={tabStop === party.id}
                      tentative={wish?.id === party.id}
                      saving={saving.has(party.id)}
                      ghost={false}
                      movable={movable}
                    />
                  )
                );
              })}
            </svg>
          </section>
          {changes && compared && <ChangeList changes={changes} parties={parties} from={compared} to={day} home={home} />}
        </div>
        <PartyPanel
          party={chosenParty}
          standing={chosenParty && standings.get(chosenParty.id)}
          steps={positions ? steps : null}
          home={home}
          lens={view.lens}
          canSeeSupport={canSeeSupport}
          tentative={wish !== null && wish.id === chosen}
        />
      </div>
      <GridTable
        parties={parties}
        standings={standings}
        home={home}
        movable={movable}
        lens={view.lens}
        canSeeSupport={canSeeSupport}
        save={save}
        assess={assess}
        sessionReason={reason}
        onSaved={change}
        onSay={setSaid}
      />
      <div
        ref={follower}
        hidden
        aria-hidden="true"
        className="no-print pointer-events-none fixed top-0 left-0 z-50 -mt-3 ml-2 flex max-w-72 items-center gap-1.5 truncate rounded-md border border-ink bg-surface px-2 py-0.5 text-sm will-change-transform"
      />
      <div
        ref={tip}
        hidden
        aria-hidden="true"
        dir="auto"
        className="overlay-panel no-print pointer-events-none fixed top-0 left-0 z-40 max-w-90 px-2.5 py-1 text-sm"
      />
      <div hidden>
        {marksInLegend.map((name) => (
          <span key={name} data-shape={name}>
            <MarkShape name={name} />
          </span>
        ))}
      </div>
    </div>
  );

  function takeBackQuietly() {
    setSaid(t("putBack", { name: parties.get(wish?.id ?? "")?.name ?? "" }));
    setWish(null);
  }
}

function shape(place: {
  x: number;
  y: number;
  radius: number;
  slot: { x: number; y: number; width: number; height: number };
  label: "name" | "ref" | "none";
  labelX: number;
  labelWidth: number;
}) {
  const { x, y, radius, slot, label, labelX, labelWidth } = place;
  return { x, y, radius, slotX: slot.x, slotY: slot.y, slotWidth: slot.width, slotHeight: slot.height, label, labelX, labelWidth };
}
