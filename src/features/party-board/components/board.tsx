import { BookOpen, Plus, Upload } from "lucide-react";
import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, Shape } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { BoardCard, BoardGroup, BoardParty } from "../queries";

interface BoardProps {
  home: string;
  by: BoardGroup;
  cards: readonly BoardCard[];
  /** Names from the catalogue for each card, of parties that are neither listed nor ruled out. */
  examples: Readonly<Record<string, readonly string[]>>;
  canCreate: boolean;
  canImport: boolean;
}

/** One card for each type; its parties as rows, or the question that an empty one asks. */
export function PartyBoard({ home, by, cards, examples, canCreate, canImport }: BoardProps) {
  const t = translator("board");
  const word = translator("vocabulary");
  const parties = `${home}/interested-parties`;
  const group = by === "vector" ? "influenceVector" : "partyCategory";
  return (
    <ul className={`grid items-start gap-4 ${by === "vector" ? "md:grid-cols-2 2xl:grid-cols-3" : "md:grid-cols-2"}`}>
      {cards.map((card) => (
        <li key={card.key ?? "none"} className="min-w-0 rounded-md border border-line-strong bg-surface px-4 py-3 break-inside-avoid">
          <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 className="font-serif text-lg font-semibold">
              {card.ownName ?? (card.key ? word(`${group}.${card.key}`) : t("noVector"))}
            </h2>
            <p className="text-sm text-muted">
              {card.key ? (
                <Link href={`${parties}?${by}=${card.key}`} className="link">
                  {t("total", { count: card.total })}
                </Link>
              ) : (
                t("total", { count: card.total })
              )}
              {card.undecided > 0 && ` · ${t("undecided", { count: card.undecided })}`}
            </p>
          </div>
          {card.total === 0 && card.key ? (
            <EmptyCard
              home={home}
              by={by}
              card={card.key}
              examples={examples[card.key] ?? []}
              canCreate={canCreate}
              canImport={canImport}
            />
          ) : (
            <ul className="text-sm">
              {card.parties.map((party) => (
                <PartyLine key={party.id} party={party} href={`${parties}/${party.ref}`} />
              ))}
              {card.total > card.parties.length && (
                <li className="border-t py-1.5 text-muted">{t("more", { count: card.total - card.parties.length })}</li>
              )}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

const SHAPES: Record<BoardParty["relevance"], MarkShape> = { undecided: "open", relevant: "decided", not_relevant: "neutral" };

function PartyLine({ party, href }: { party: BoardParty; href: string }) {
  const t = translator("board");
  const word = translator("vocabulary");
  return (
    <li className="flex items-baseline gap-2.5 border-t py-1.5">
      <Shape shape={party.adverse ? "adverse" : SHAPES[party.relevance]} className="translate-y-px" />
      <span className="sr-only">{party.adverse ? translator("catalogueForm")("adverse") : word(`partyRelevance.${party.relevance}`)}</span>
      <RefTag>{party.ref}</RefTag>
      <Link href={href} prefetch={false} className="min-w-0 flex-1 hover:underline [overflow-wrap:anywhere]">
        <bdi className="line-clamp-2">{party.name}</bdi>
      </Link>
      {party.awaitsReview && <span className="shrink-0 text-[0.8125rem] text-warn">{t("reviewMe")}</span>}
      <span className="shrink-0 text-muted">{t("requirements", { count: party.requirements })}</span>
    </li>
  );
}

function EmptyCard({
  home,
  by,
  card,
  examples,
  canCreate,
  canImport,
}: {
  home: string;
  by: BoardGroup;
  card: string;
  examples: readonly string[];
  canCreate: boolean;
  canImport: boolean;
}) {
  const t = translator("board");
  return (
    <div className="border-t border-dashed py-3 text-sm">
      <p className="text-base">{t(`prompt.${card}`)}</p>
      {examples.length > 0 && (
        <p className="mt-1 text-muted">
          {t("examples")}: {examples.join(", ")}
        </p>
      )}
      {canCreate && (
        <p className="no-print mt-3 flex flex-wrap gap-x-5 gap-y-1">
          <Link href={`${home}/catalogue?${by}=${card}`} className="link inline-flex min-h-6 items-center gap-1.5">
            <BookOpen aria-hidden className="size-4" />
            {t("wayCatalogue")}
          </Link>
          <Link href={`${home}/interested-parties/new`} className="link inline-flex min-h-6 items-center gap-1.5">
            <Plus aria-hidden className="size-4" />
            {t("wayAdd")}
          </Link>
          {canImport && (
            <Link href={`${home}/import`} className="link inline-flex min-h-6 items-center gap-1.5">
              <Upload aria-hidden className="size-4" />
              {t("wayImport")}
            </Link>
          )}
        </p>
      )}
    </div>
  );
}
