"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { ReviewItemRow } from "../item-rows";
import { recordPath } from "../items";
import { type Decide, VerdictDialog } from "./verdict-dialog";
import { VERDICT_SHAPE } from "./verdict-shape";

type Count = (input: unknown) => Promise<ActionResult<{ count: number }>>;

export interface ItemDeeds {
  decide: Decide;
  decideMany: Count;
  wholeParty: Count;
  mayRaise: boolean;
  /** Whether the records themselves may be edited. */
  mayEdit: boolean;
}

interface ItemTableProps {
  /** "/nordwind" */
  home: string;
  reviewId: string;
  rows: readonly ReviewItemRow[];
  /** Null: read only. */
  deeds: ItemDeeds | null;
}

/** The records of one page, and what can be said about them: one by one, all of a party, or those that are ticked. */
export function ItemTable({ home, reviewId, rows, deeds }: ItemTableProps) {
  const t = useTranslations("reviews.items");
  const word = useTranslations("vocabulary.reviewVerdict");
  const router = useRouter();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState<string | null>(null);
  const open = rows.filter(({ verdict }) => verdict === "open");
  const chosen = open.filter(({ id }) => ticked.includes(id));
  const refresh = () => {
    setTicked([]);
    router.refresh();
  };

  const run = async (key: string, work: () => Promise<ActionResult<unknown>>, said: (data: unknown) => string) => {
    if (busy) return;
    setBusy(key);
    try {
      const result = await work();
      if (result.ok) showToast({ title: said(result.data) });
      else showToast({ title: result.message ?? t("failed"), tone: "error" });
      refresh();
    } catch {
      showToast({ title: t("failed"), tone: "error" });
    } finally {
      setBusy(null);
    }
  };
  const counted = (data: unknown) => t("wholePartySaved", { count: (data as { count: number }).count });

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t("title")} tabIndex={0}>
        <table className="w-full min-w-160 text-sm">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr className="border-b border-line-strong text-left text-muted">
              {deeds && (
                <td className="w-7 py-1.5">
                  <input
                    type="checkbox"
                    className="size-4"
                    aria-label={t("selectAll")}
                    disabled={open.length === 0}
                    checked={open.length > 0 && chosen.length === open.length}
                    onChange={(event) => setTicked(event.target.checked ? open.map(({ id }) => id) : [])}
                  />
                </td>
              )}
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {t("ref")}
              </th>
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {t("record")}
              </th>
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {t("verdict")}
              </th>
              {deeds && (
                <th scope="col" className="py-1.5 font-medium">
                  {t("deed")}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="border-b border-line align-baseline" data-review-item={row.ref}>
                {deeds && (
                  <td className="py-2">
                    {row.verdict === "open" && (
                      <input
                        type="checkbox"
                        className="size-4"
                        aria-label={t("selectRow", { ref: row.ref })}
                        checked={ticked.includes(row.id)}
                        onChange={(event) =>
                          setTicked((all) => (event.target.checked ? [...all, row.id] : all.filter((one) => one !== row.id)))
                        }
                      />
                    )}
                  </td>
                )}
                <td className={row.entity === "requirement" ? "py-2 pr-3 pl-4 whitespace-nowrap" : "py-2 pr-3 whitespace-nowrap"}>
                  <RefTag href={home + recordPath(row)} retired={row.retired}>
                    {row.ref}
                  </RefTag>
                </td>
                <th scope="row" dir="auto" className="py-2 pr-3 text-left font-normal [overflow-wrap:anywhere]">
                  {row.entity === "interested-party" ? <strong className="font-semibold">{row.title}</strong> : row.title}
                  {row.retired && <span className="text-muted"> ({t("retired")})</span>}
                </th>
                <td className="py-2 pr-3">
                  <StatusMark shape={VERDICT_SHAPE[row.verdict]}>{word(row.verdict)}</StatusMark>
                  {row.note && (
                    <span dir="auto" className="block [overflow-wrap:anywhere] whitespace-pre-line">
                      {row.note}
                    </span>
                  )}
                  {row.decidedAt && (
                    <span className="block text-muted">
                      {row.decidedBy}, <span className="tabular-nums">{row.decidedAt}</span>
                    </span>
                  )}
                  {deeds?.mayEdit && !row.retired && (row.verdict === "changed" || row.verdict === "retire") && (
                    <Link className="link" href={home + recordPath(row) + (row.verdict === "changed" ? "/edit" : "")}>
                      {t(row.verdict === "changed" ? "edit" : "retire")}
                    </Link>
                  )}
                </td>
                {deeds && (
                  <td className="py-1.5">
                    <div className="flex flex-wrap gap-1">
                      {row.verdict === "open" && (
                        <Button
                          size="small"
                          pending={busy === row.id}
                          aria-label={`${t("stillValid")}: ${row.ref}`}
                          onClick={() =>
                            void run(
                              row.id,
                              () => deeds.decide({ id: row.id, version: row.version, verdict: "still_valid", note: "" }),
                              () => t("saved", { ref: row.ref }),
                            )
                          }
                        >
                          {t("stillValid")}
                        </Button>
                      )}
                      {row.entity === "interested-party" && row.openOfParty > 1 && (
                        <Button
                          size="small"
                          pending={busy === `all ${row.id}`}
                          title={t("wholePartyHint", { ref: row.ref })}
                          aria-label={`${t("wholeParty", { count: row.openOfParty })}: ${t("wholePartyHint", { ref: row.ref })}`}
                          onClick={() => void run(`all ${row.id}`, () => deeds.wholeParty({ reviewId, partyId: row.recordId }), counted)}
                        >
                          {t("wholeParty", { count: row.openOfParty })}
                        </Button>
                      )}
                      <VerdictDialog
                        key={`${row.id}:${row.version}`}
                        item={row}
                        action={deeds.decide}
                        mayRaise={deeds.mayRaise}
                        onDone={refresh}
                      />
                    </div>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {deeds && chosen.length > 0 && (
        <div className="sticky bottom-3 z-10 mt-3 flex flex-wrap items-center gap-3 rounded-md border border-line-strong bg-surface px-3 py-2 text-sm shadow-sm">
          <p role="status">{t("selected", { count: chosen.length })}</p>
          <Button
            size="small"
            pending={busy === "selected"}
            onClick={() =>
              void run(
                "selected",
                () =>
                  deeds.decideMany({
                    reviewId,
                    items: chosen.map(({ id, version }) => ({ id, version })),
                    verdict: "still_valid",
                    note: "",
                  }),
                counted,
              )
            }
          >
            {t("selectedValid")}
          </Button>
        </div>
      )}
    </>
  );
}
