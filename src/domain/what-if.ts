import { parseRef, REF_PREFIXES } from "@/domain/refs";
import { NO_RISK_REF } from "@/domain/risk";
import { answersAsControl, holds, STATION_OF, type ThreadLink, type ThreadSource } from "@/domain/thread";
import { targetOfRef } from "@/domain/thread-links";
import {
  type BINDINGS,
  type Binding,
  type LinkCoverage,
  type LinkTargetType,
  REQUIREMENT_KINDS,
  type RequirementKind,
} from "@/domain/vocabulary";

/**
 * What if something were not there: which requirements would lose their cover. Nothing is changed by asking. A station of a requirement keeps its cover
 * where another target of that station holds (exists, in use, not excluded, not expired); what did not hold before is no loss.
 */
export const COVER_STATIONS = ["source", "control", "risk", "document", "evidence", "scope"] as const;
export type CoverStation = (typeof COVER_STATIONS)[number];

export const DROPPABLE = ["control", "party", "source", "obligation", "scope", "risk", "document", "evidence", "budget-line"] as const;
export type DroppableKind = (typeof DROPPABLE)[number];

/** What a ref that somebody wants to drop is; null: nothing that could be dropped. */
export function droppable(ref: string): DroppableKind | null {
  const prefix = parseRef(ref)?.prefix;
  if (prefix === REF_PREFIXES["interested-party"]) return "party";
  if (prefix === REF_PREFIXES.source) return "source";
  if (prefix === REF_PREFIXES.obligation) return "obligation";
  if (prefix === REF_PREFIXES["budget-line"]) return "budget-line";
  const type = targetOfRef(ref)?.type;
  if (type === undefined || type === "clause" || type === "objective") return null;
  return type === "policy" || type === "procedure" ? "document" : type;
}

/** Something that carries a requirement, at one station or at two (a procedure with its reason answers as a control as well). */
export interface Support {
  type: LinkTargetType | "source" | "obligation";
  ref: string;
  title: string;
  stations: readonly CoverStation[];
  coverage: LinkCoverage | "";
  holds: boolean;
}

/** What carries a requirement, from the links and sources of its thread. */
export function supportsOf(links: readonly ThreadLink[], sources: readonly ThreadSource[], today: string): Support[] {
  const written = sources.map(
    ({ kind, ref, name, retired, effectiveTo }): Support => ({
      type: kind,
      ref,
      title: name,
      stations: ["source"],
      coverage: "",
      holds: !retired && !(effectiveTo && effectiveTo < today),
    }),
  );
  const linked = links.flatMap((link): Support[] => {
    const own = STATION_OF[link.type];
    const stations: CoverStation[] = [];
    if (answersAsControl(link)) stations.push("control");
    if (own === "risk" || own === "document" || own === "evidence" || own === "scope") stations.push(own);
    if (stations.length === 0) return [];
    const { type, ref, coverage, target } = link;
    return [{ type, ref: ref === NO_RISK_REF ? "" : ref, title: target?.title ?? "", stations, coverage, holds: holds(link, today) }];
  });
  return [...written, ...linked];
}

export interface StationLoss {
  station: CoverStation;
  /** lost: nothing of this station is left. weaker: what is left does not answer it fully, and a stated part goes. kept: something else holds. */
  outcome: "lost" | "weaker" | "kept";
  dropped: Support[];
  left: Support[];
}

export const OUTCOMES = ["entirely", "partly", "not"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface RequirementLoss {
  outcome: Outcome;
  stations: StationLoss[];
  /** Everything that still carries the requirement, at whatever station. */
  remains: Support[];
}

/**
 * What a requirement loses without the dropped refs; null where nothing that carries it is among them. It loses cover entirely where each station that
 * is touched is left with nothing, partly where some are or where less is answered than before, and not where something else holds everywhere.
 */
export function lossOf(supports: readonly Support[], dropped: ReadonlySet<string>): RequirementLoss | null {
  const carrying = supports.filter((support) => support.holds);
  const stations = COVER_STATIONS.flatMap((station): StationLoss[] => {
    const here = carrying.filter((support) => support.stations.includes(station));
    const gone = here.filter(({ ref }) => dropped.has(ref));
    const left = here.filter(({ ref }) => !dropped.has(ref));
    if (gone.length === 0) return [];
    const stated = gone.some(({ coverage }) => coverage !== "") && !left.some(({ coverage }) => coverage === "fully");
    return [{ station, outcome: left.length === 0 ? "lost" : stated ? "weaker" : "kept", dropped: gone, left }];
  });
  if (stations.length === 0) return null;
  const outcome = stations.every((one) => one.outcome === "lost")
    ? "entirely"
    : stations.every((one) => one.outcome === "kept")
      ? "not"
      : "partly";
  return { outcome, stations, remains: carrying.filter(({ ref }) => !dropped.has(ref)) };
}

interface Ranked {
  ref: string;
  kind: RequirementKind;
  binding: Binding;
  loss: Pick<RequirementLoss, "outcome">;
}

const BINDING_RANK: readonly Binding[] = ["requirement", "undecided", "wish"] satisfies readonly (typeof BINDINGS)[number][];

/** The hardest first: what is lost entirely, then law before contract before business, then what binds. */
export function compareLosses(a: Ranked, b: Ranked): number {
  return (
    OUTCOMES.indexOf(a.loss.outcome) - OUTCOMES.indexOf(b.loss.outcome) ||
    REQUIREMENT_KINDS.indexOf(a.kind) - REQUIREMENT_KINDS.indexOf(b.kind) ||
    BINDING_RANK.indexOf(a.binding) - BINDING_RANK.indexOf(b.binding) ||
    a.ref.length - b.ref.length ||
    (a.ref < b.ref ? -1 : 1)
  );
}

/** Whether the law stands behind it. */
export function isLegal(kind: RequirementKind): boolean {
  return kind === "legal" || kind === "regulatory";
}
