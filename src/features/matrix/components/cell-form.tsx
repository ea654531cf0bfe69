"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { FieldFrame } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import type { MatrixLink } from "@/domain/matrix";
import { LINK_COVERAGES, type LinkCoverage } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { ShownColumn, ShownRow } from "./matrix-body";

type Act<Input> = (input: Input) => Promise<ActionResult<{ version: number; batchId: string }>>;
interface Guarded {
  id: string;
  version: number;
  reason: string;
}
interface Said {
  rationale: string;
  coverage: LinkCoverage | "";
}

/** The threads' own deeds, bound to the organisation. */
export interface CellActions {
  link: Act<Guarded & { links: ({ type: string; ref: string } & Said)[] }>;
  change: Act<Guarded & { type: string; ref: string } & Said>;
  unlink: Act<Guarded & { type: string; ref: string }>;
  undo: (input: { batchId: string }) => Promise<ActionResult<unknown>>;
}

interface CellFormProps {
  row: ShownRow;
  column: ShownColumn;
  link?: MatrixLink;
  actions: CellActions;
  back: () => void;
  faulty: (yes: boolean) => void;
}

/** Links, changes or takes away what a cell stands for; what goes wrong is said here and marked at the cell. */
export function CellForm({ row, column, link, actions, back, faulty }: CellFormProps) {
  const [t, word] = [useTranslations("threads.link"), useTranslations("vocabulary.linkCoverage")];
  const router = useRouter();
  const id = useId();
  const [said, setSaid] = useState<Said>({ rationale: link?.rationale ?? "", coverage: link?.coverage ?? "" });
  const [removing, setRemoving] = useState(false);
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);

  async function run(deed: () => ReturnType<CellActions["link"]>, done: string) {
    if (busy) return;
    setBusy(true);
    const result = await deed().catch(() => null);
    setBusy(false);
    if (result?.ok) {
      faulty(false);
      const { batchId } = result.data;
      showToast({
        title: done,
        undo: {
          label: t("undo"),
          run: async () => {
            const undone = await actions.undo({ batchId });
            router.refresh();
            return undone;
          },
          failed: t("undoFailed"),
        },
      });
      router.refresh();
      back();
      return;
    }
    faulty(true);
    if (!result) return setFault(t("failed"));
    if (result.kind === "invalid") return setFault(Object.values(result.fieldErrors).join(" ") || (result.message ?? t("failed")));
    setFault(result.message);
    // A colleague was faster: the matrix shows what stands now, and the next try goes from there.
    if (result.kind === "conflict") router.refresh();
  }

  const guard = { id: row.id, version: row.version, reason };
  const target = { type: link?.type ?? column.type, ref: column.target };
  function submit(event: FormEvent) {
    event.preventDefault();
    if (removing) void run(() => actions.unlink({ ...guard, ...target }), t("unlinked", { ref: column.ref }));
    else if (link) void run(() => actions.change({ ...guard, ...target, ...said }), t("changed", { ref: column.ref }));
    else void run(() => actions.link({ ...guard, links: [{ ...target, ...said }] }), t("linked", { ref: column.ref }));
  }

  return (
    <form onSubmit={submit} className="mt-3 flex flex-col gap-3 bg-sunken p-3">
      {removing ? (
        <FieldFrame id={`${id}-reason`} label={t("removeWhy", { ref: column.ref })} error={fault || undefined}>
          <input
            id={`${id}-reason`}
            className="control"
            maxLength={1000}
            // biome-ignore lint/a11y/noAutofocus: the field was asked for by the button just pressed
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </FieldFrame>
      ) : (
        <>
          <FieldFrame id={`${id}-coverage`} label={t("coverage")}>
            <select
              id={`${id}-coverage`}
              className="control"
              value={said.coverage}
              onChange={(event) => setSaid({ ...said, coverage: event.target.value as LinkCoverage | "" })}
            >
              <option value="">{t("coverageUnstated")}</option>
              {LINK_COVERAGES.map((one) => (
                <option key={one} value={one}>
                  {word(one)}
                </option>
              ))}
            </select>
          </FieldFrame>
          <FieldFrame id={`${id}-why`} label={t("rationale")} error={fault || undefined}>
            <input
              id={`${id}-why`}
              className="control"
              maxLength={1000}
              value={said.rationale}
              aria-invalid={fault ? true : undefined}
              aria-describedby={fault ? `${id}-why-error` : undefined}
              onChange={(event) => setSaid({ ...said, rationale: event.target.value })}
            />
          </FieldFrame>
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="small" pending={busy}>
          {removing ? t("removeDo") : link ? t("save") : t("submit")}
        </Button>
        {link && !removing && (
          <Button
            size="small"
            onClick={() => {
              setFault("");
              if (row.reasonNeeded) setRemoving(true);
              else void run(() => actions.unlink({ ...guard, ...target }), t("unlinked", { ref: column.ref }));
            }}
          >
            {t("removeDo")}
          </Button>
        )}
        {removing && (
          <Button size="small" onClick={() => setRemoving(false)}>
            {t("cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}
