import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import type { ActionResult } from "@/lib/action-result";
import { translator } from "@/lib/translate";
import type { BatchFacts } from "../queries";
import { UndoImport } from "./commit";

interface ImportResultProps {
  batch: BatchFacts;
  home: string;
  undo: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** What an import did, and whether it was taken back. */
export function ImportResultView({ batch, home, undo }: ImportResultProps) {
  const t = translator("import.result");
  const { result, undo: undone } = batch;
  if (!result) return null;
  const numbers = ["parties", "requirements", "retired", "sources", "comments", "changed", "standing", "skippedRows"] as const;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {undone && (
        <Callout title={t("undoneTitle")}>
          {t("undone", { retired: undone.retired, restored: undone.restored, kept: undone.keptTotal })}
        </Callout>
      )}
      <section aria-labelledby="result">
        <h2 id="result" className="mb-2 font-serif text-xl font-semibold">
          {t("title")}
        </h2>
        {!undone && <p className="mb-2 text-sm">{t("done", { parties: result.parties, requirements: result.requirements })}</p>}
        <KeyValueList
          emptyLabel="–"
          items={[
            { label: t("reason"), value: batch.reason },
            { label: t("committed"), value: batch.committedAt && `${batch.committedAt.slice(0, 16).replace("T", " ")} UTC` },
            ...numbers.map((name) => ({ label: t(name), value: String(result[name]) })),
          ]}
        />
      </section>
      {undone && undone.kept.length > 0 && (
        <section aria-labelledby="kept" className="text-sm">
          <h2 id="kept" className="mb-1 font-medium">
            {t("kept", { count: undone.keptTotal })}
          </h2>
          <ul>
            {undone.kept.map(({ entity, ref, title, why }) => (
              <li key={`${entity}-${ref}`} className="flex flex-wrap gap-x-3 border-b py-1">
                <RefTag>{ref}</RefTag>
                <span className="min-w-0 flex-1">{title}</span>
                <span className="text-muted">{t(`why.${why}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="flex flex-wrap items-center gap-4 text-sm">
        <Link className="link" href={`${home}/interested-parties`}>
          {t("toParties")}
        </Link>
        <Link className="link" href={`${home}/requirements`}>
          {t("toRequirements")}
        </Link>
        {batch.status === "committed" && <UndoImport batchId={batch.id} action={undo} />}
      </div>
    </div>
  );
}
