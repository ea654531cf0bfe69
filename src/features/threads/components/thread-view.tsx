import { ThreadLine, type ThreadNode } from "@/components/ui/thread-line";
import type { Station, StationItem } from "@/domain/thread";
import { translator } from "@/lib/translate";
import type { ThreadRecord } from "../queries";
import { deedOf, itemHref, sentenceWords, weaknessWord } from "../words";

interface ThreadViewProps {
  /** "/nordwind" */
  home: string;
  record: Pick<ThreadRecord, "ref" | "thread" | "sentence">;
  /** Whether the deed that closes a gap is said: not to whoever may not do it, and never to the external auditor. */
  canClose: boolean;
  /** Without objectives and scope and without party and requirement, for a place that names them already. */
  short?: boolean;
}

/** The thread of a requirement as one line and one sentence, gaps drawn as gaps. */
export function ThreadView({ home, record, canClose, short = false }: ThreadViewProps) {
  const t = translator("threads");
  const { thread, ref } = record;
  const known = short ? ["party", "requirement"] : [];
  const nodes = thread.stations.filter(({ kind }) => !known.includes(kind)).map((station) => nodeOf(station, home, ref, canClose));
  return (
    <div className="flex flex-col gap-3">
      <ThreadLine label={t("line", { ref })} nodes={nodes} moreLabel={(count) => t("moreTargets", { count })} />
      <p className={short ? "sr-only" : "prose-width text-[0.9375rem]"}>{sentenceWords(record.sentence)}</p>
      {!short && thread.beside.length > 0 && (
        <p className="text-sm text-muted">
          {thread.beside
            .map(({ kind, items }) => `${t(`station.${kind}`)}: ${items.map((item) => `${item.ref} ${item.title}`).join(", ")}`)
            .join(" · ")}
        </p>
      )}
    </div>
  );
}

function nodeOf(station: Station, home: string, ref: string, canClose: boolean): ThreadNode {
  const t = translator("threads");
  const kind = t(`station.${station.kind}`);
  const items = station.items.filter(({ type }) => type !== "decision").map((item) => itemOf(item, home, station.kind === "requirement"));
  if (station.gap) {
    return { kind, gap: true, label: t(`gap.${station.gap}`), items, action: canClose ? deedOf(station.gap, home, ref) : undefined };
  }
  const decision = station.items.find(({ type }) => type === "decision");
  return { kind, items, label: decision ? t(`decision.${decision.title}`) : undefined };
}

function itemOf(item: StationItem, home: string, self: boolean) {
  const t = translator("threads");
  const weak = item.weak.map((code) => weaknessWord(code, item)).join(", ");
  if (item.noRisk) return { label: t("noRisk"), weak };
  const detail = [
    item.facts?.edition,
    item.facts?.validUntil && item.weak.length === 0 ? t("validTo", { date: item.facts.validUntil }) : "",
  ];
  return {
    reference: item.ref || undefined,
    label: self ? "" : [item.title, ...detail].filter(Boolean).join(", "),
    href: self ? undefined : itemHref(home, item),
    weak,
  };
}
