"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { LineFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

export interface ProposedLine {
  key: string;
  party: string;
  /** Why, in words. */
  because: string;
  line: LineFields;
}

interface ProposalListProps {
  take: Ask<{ refs: string[] }>;
  dismiss: Ask<unknown>;
  proposals: readonly ProposedLine[];
  owners: readonly { value: string; label: string }[];
  events: readonly { value: string; label: string }[];
}

const idOf = ({ key, line }: ProposedLine) => `${line.partyId} ${key}`;

/** Proposals, each to be changed before several are taken at once. */
export function ProposalList({ take, dismiss, proposals, owners, events }: ProposalListProps) {
  const t = useTranslations("communication");
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [edited, setEdited] = useState<ReadonlyMap<string, LineFields>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const lineOf = (proposal: ProposedLine) => edited.get(idOf(proposal)) ?? proposal.line;
  const open = proposals.filter((proposal) => chosen.has(idOf(proposal)));

  async function takeThem() {
    setPending(true);
    setProblem(null);
    const answer = await take({ lines: open.map((proposal) => ({ key: proposal.key, ...lineOf(proposal) })) }).catch(() => null);
    setPending(false);
    if (answer?.ok) {
      setChosen(new Set());
      showToast({ title: t("taken", { count: answer.data.refs.length }) });
      router.refresh();
    } else if (answer) setProblem([answer.message, ...Object.values("fieldErrors" in answer ? answer.fieldErrors : {})].join(" "));
  }

  const toggle = (id: string) =>
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      {problem && (
        <div role="alert">
          <Callout tone="error" title={problem} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <label className="flex min-h-6 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={open.length === proposals.length}
            onChange={(event) => setChosen(new Set(event.target.checked ? proposals.map(idOf) : []))}
          />
          {t("selectAll")}
        </label>
        <Button variant="primary" disabled={open.length === 0} pending={pending} onClick={takeThem}>
          {t("take", { count: open.length })}
        </Button>
      </div>
      <ul className="border-t">
        {proposals.map((proposal) => {
          const id = idOf(proposal);
          const line = lineOf(proposal);
          const set = (patch: Partial<LineFields>) => setEdited((now) => new Map(now).set(id, { ...line, ...patch } as LineFields));
          const name = `${proposal.party}: ${line.what}`;
          return (
            <li key={id} className="flex flex-col gap-2 border-b py-3">
              <div className="flex flex-wrap items-start justify-between gap-3">
                <label className="flex min-h-6 flex-1 items-start gap-3 font-medium">
                  <input
                    type="checkbox"
                    className="mt-1"
                    checked={chosen.has(id)}
                    onChange={() => toggle(id)}
                    aria-label={`${t("select")}: ${name}`}
                  />
                  <span>
                    {proposal.party}
                    <span className="block text-sm font-normal text-muted">{proposal.because}</span>
                  </span>
                </label>
                <ConfirmDialog
                  title={t("dismissTitle")}
                  confirmLabel={t("dismiss")}
                  reason="required"
                  trigger={
                    <Button size="small" aria-label={`${t("dismiss")}: ${name}`}>
                      {t("dismiss")}
                    </Button>
                  }
                  onConfirm={(reason) => dismiss({ partyId: line.partyId, key: proposal.key, reason })}
                  onDone={() => router.refresh()}
                >
                  {t("dismissText")}
                </ConfirmDialog>
              </div>
              <div className="grid gap-3 pl-7 sm:grid-cols-2 lg:grid-cols-4">
                <Entry label={t("column.what")} wide value={line.what} onChange={(what) => set({ what })} />
                {line.eventKey === "" ? (
                  <Entry
                    label={t("form.frequency")}
                    value={String(line.frequencyDays ?? "")}
                    onChange={(frequencyDays) => set({ frequencyDays })}
                  />
                ) : (
                  <>
                    <Choice label={t("form.event")} value={line.eventKey} options={events} onChange={(eventKey) => set({ eventKey })} />
                    <Entry label={t("form.clock")} value={String(line.clockHours ?? "")} onChange={(clockHours) => set({ clockHours })} />
                  </>
                )}
                <Entry label={t("column.withWhom")} value={line.withWhom} onChange={(withWhom) => set({ withWhom })} />
                <Entry label={t("column.how")} value={line.how} onChange={(how) => set({ how })} />
                <Choice
                  label={t("column.owner")}
                  value={line.ownerId ?? ""}
                  options={[{ value: "", label: t("unowned") }, ...owners]}
                  onChange={(ownerId) => set({ ownerId: ownerId || null })}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Entry({ label, value, wide, onChange }: { label: string; value: string; wide?: boolean; onChange: (value: string) => void }) {
  return (
    <label className={wide ? "text-sm sm:col-span-2" : "text-sm"}>
      <span className="text-muted">{label}</span>
      <input className="control w-full" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <label className="text-sm">
      <span className="text-muted">{label}</span>
      <select className="control w-full" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
