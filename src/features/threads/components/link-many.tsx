"use client";

import { Link2, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { type SelectedRow, useSelection } from "@/components/data-table/selection";
import { FieldError } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import { NO_RISK_REF } from "@/domain/risk";
import type { ActionResult } from "@/lib/action-result";
import type { LinkRowResult } from "../mutations";
import { type DraftLink, LinkForm } from "./link-form";
import type { SearchTargets } from "./target-picker";

interface LinkManyProps {
  link: (input: {
    rows: { id: string; version: number }[];
    links: DraftLink[];
    reason: string;
  }) => Promise<ActionResult<{ batchId: string; results: LinkRowResult[] }>>;
  undo: (input: { batchId: string }) => Promise<ActionResult<unknown>>;
  search: SearchTargets;
}

/** The same links for all chosen requirements: collected first, drawn together, with a result for each row. */
export function LinkMany(props: LinkManyProps) {
  const t = useTranslations("threads.many");
  const { rows } = useSelection();
  const [open, setOpen] = useState<readonly SelectedRow[] | null>(null);
  return (
    <>
      <Button size="small" icon={<Link2 aria-hidden className="size-4" />} onClick={() => setOpen(rows)}>
        {t("button")}
      </Button>
      {open && (
        <Dialog title={t("title", { count: open.length })} description={t("lead")} open onOpenChange={() => setOpen(null)} size="wide">
          <ManyForm {...props} rows={open} close={() => setOpen(null)} />
        </Dialog>
      )}
    </>
  );
}

function ManyForm({ rows, link, undo, search, close }: LinkManyProps & { rows: readonly SelectedRow[]; close: () => void }) {
  const t = useTranslations("threads.many");
  const words = useTranslations("threads.link");
  const router = useRouter();
  const [links, setLinks] = useState<readonly DraftLink[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<readonly LinkRowResult[] | null>(null);

  async function draw() {
    if (busy || links.length === 0) return;
    setBusy(true);
    const sent = rows.map(({ id, version }) => ({ id, version }));
    const result = await link({ rows: sent, links: [...links], reason: t("reason") }).catch(() => null);
    setBusy(false);
    if (!result?.ok) {
      const said = result?.kind === "invalid" ? Object.values(result.fieldErrors).join(" ") : result?.message;
      return setFault(said ?? words("failed"));
    }
    const { batchId, results } = result.data;
    const changed = results.filter(({ outcome }) => outcome === "changed").length;
    showToast({
      title: t("done", { changed, count: results.length }),
      undo:
        changed > 0
          ? {
              label: words("undo"),
              failed: words("undoFailed"),
              run: async () => {
                const answer = await undo({ batchId });
                router.refresh();
                return answer;
              },
            }
          : undefined,
    });
    router.refresh();
    const refused = results.filter(({ outcome }) => outcome !== "changed" && outcome !== "unchanged");
    if (refused.length === 0) close();
    else setFailed(refused);
  }

  if (failed) {
    const refOf = new Map(rows.map(({ id, ref }) => [id, ref]));
    return (
      <div className="flex flex-col gap-3">
        <p>{t("notAll", { count: failed.length })}</p>
        <ul className="border-t text-sm">
          {failed.map(({ id, message }) => (
            <li key={id} className="border-b py-1.5">
              <span className="font-mono text-[0.8125rem]">{refOf.get(id)}</span> {message}
            </li>
          ))}
        </ul>
        <div>
          <Button onClick={close}>{t("close")}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {links.length > 0 && (
        <ul className="border-t text-sm" aria-label={t("collected")}>
          {links.map((one, index) => (
            <li key={`${one.type} ${one.ref}`} className="flex items-center gap-3 border-b py-1.5">
              <span className="min-w-0 flex-1">
                <span className="font-mono text-[0.8125rem]">{one.ref === NO_RISK_REF ? words("noRisk") : one.ref}</span>{" "}
                <span className="text-muted">{one.rationale}</span>
              </span>
              <Button
                size="icon"
                variant="quiet"
                aria-label={words("remove", { ref: one.ref })}
                onClick={() => setLinks(links.filter((_, at) => at !== index))}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <LinkForm
        search={search}
        submitLabel={t("collect")}
        submit={async (one) => {
          setFault(null);
          if (links.some((other) => other.ref.toLowerCase() === one.ref.toLowerCase())) return { ref: t("already", { ref: one.ref }) };
          setLinks([...links, one]);
          return null;
        }}
      />
      <FieldError id="link-many">{fault ?? undefined}</FieldError>
      <div className="flex flex-wrap gap-2 border-t pt-3">
        <Button variant="primary" aria-disabled={links.length === 0 || busy || undefined} onClick={() => void draw()}>
          {t("draw", { links: links.length, count: rows.length })}
        </Button>
        <Button onClick={close}>{words("cancel")}</Button>
      </div>
    </div>
  );
}
