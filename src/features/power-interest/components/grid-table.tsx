"use client";

import Link from "next/link";
import { type KeyboardEvent, memo, useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { quadrant } from "@/domain/power-interest";
import type { GridParty } from "../queries";
import { MarkShape } from "./grid-picture";
import { SalienceWord } from "./party-panel";
import type { Standing } from "./standings";
import type { Ask } from "./use-moves";

type Save = (target: { id: string; power: number | null; interest: number | null }) => Promise<void>;

interface GridTableProps {
  parties: ReadonlyMap<string, GridParty>;
  standings: ReadonlyMap<string, Standing>;
  home: string;
  movable: boolean;
  lens: boolean;
  canSeeSupport: boolean;
  save: Save;
  assess: Ask;
  sessionReason: string;
  onSaved: (id: string, fields: Partial<GridParty>) => void;
  onSay: (words: string) => void;
}

/** The twin of the picture: says and edits the same in words and numbers. */
export function GridTable({
  parties,
  standings,
  home,
  movable,
  lens,
  canSeeSupport,
  save,
  assess,
  sessionReason,
  onSaved,
  onSay,
}: GridTableProps) {
  const t = useTranslations("grid");
  const rows = [...parties.values()].filter((party) => standings.has(party.id));
  return (
    <div id="grid-table" tabIndex={-1} className="mt-8 border-t border-line-strong pt-4">
      <h2 id="grid-table-title" className="font-serif text-xl font-semibold">
        {t("twin")}
      </h2>
      {movable && <p className="no-print prose-width mb-2 text-sm text-muted">{t("twinHint")}</p>}
      {lens && <p className="prose-width mb-2 text-sm text-muted">{t("lensHint")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard */}
      <section className="scroll-region overflow-x-auto" aria-labelledby="grid-table-title" tabIndex={0}>
        <table className="register min-w-160">
          <thead>
            <tr>
              <th scope="col" className="text-left">
                {t("columnParty")}
              </th>
              <th scope="col" className="text-left">
                {t("power")}
              </th>
              <th scope="col" className="text-left">
                {t("interest")}
              </th>
              <th scope="col" className="text-left">
                {t("columnPlace")}
              </th>
              {canSeeSupport && (
                <th scope="col" className="text-left">
                  {t("support")}
                </th>
              )}
              {lens && (
                <>
                  <th scope="col" className="text-left">
                    {t("legitimacy")}
                  </th>
                  <th scope="col" className="text-left">
                    {t("urgency")}
                  </th>
                  <th scope="col" className="text-left">
                    {t("columnSalience")}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((party) => {
              const standing = standings.get(party.id)!;
              return (
                <Row
                  key={party.id}
                  party={party}
                  power={standing.power}
                  interest={standing.interest}
                  onGrid={standing.onGrid}
                  mark={standing.mark}
                  adverse={standing.adverse}
                  home={home}
                  movable={movable}
                  lens={lens}
                  canSeeSupport={canSeeSupport}
                  save={save}
                  assess={assess}
                  sessionReason={lens ? sessionReason : ""}
                  onSaved={onSaved}
                  onSay={onSay}
                />
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}

interface RowProps extends Standing, Omit<GridTableProps, "parties" | "standings"> {
  party: GridParty;
}

const Row = memo(function Row({ party, power, interest, onGrid, mark, adverse, home, movable, lens, canSeeSupport, ...more }: RowProps) {
  const t = useTranslations("grid");
  const shown = onGrid || movable;
  return (
    <tr>
      <th scope="row" className="!static max-w-96 !border-line !py-2 text-left !align-top !text-ink !whitespace-normal">
        <span className="flex items-baseline gap-3">
          <Link
            href={`${home}/interested-parties/${party.ref}`}
            prefetch={false}
            className="link font-mono text-[0.8125rem] font-normal whitespace-nowrap"
          >
            {party.ref}
          </Link>
          <span
            dir="auto"
            className="line-clamp-2 font-normal [overflow-wrap:anywhere]"
            title={party.name.length > 80 ? party.name : undefined}
          >
            {party.name}
          </span>
        </span>
      </th>
      {movable ? (
        <ScoreCells party={party} save={more.save} />
      ) : (
        <>
          <td>{(shown && power) ?? "–"}</td>
          <td>{(shown && interest) ?? "–"}</td>
        </>
      )}
      <td>
        {onGrid && power !== null && interest !== null ? (
          t(`quadrant.${quadrant(power, interest)}`)
        ) : (
          <span className="text-muted">{t("unassessed")}</span>
        )}
        {adverse && <span className="block text-muted">{t("mark.adverse")}</span>}
        {!onGrid && party.scoresAreTemplateDefaults && party.power !== null && party.interest !== null && (
          <span className="block text-muted">{t("trayTemplate", { power: party.power, interest: party.interest })}</span>
        )}
      </td>
      {canSeeSupport && (
        <td>
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <MarkShape name={mark} size={12} />
            {t(`mark.${mark}`)}
          </span>
        </td>
      )}
      {lens && (
        <>
          {movable && !adverse ? (
            <SalienceCells party={party} assess={more.assess} reason={more.sessionReason} onSaved={more.onSaved} onSay={more.onSay} />
          ) : (
            <>
              <td>{adverse ? "–" : (party.legitimacy ?? "–")}</td>
              <td>{adverse ? "–" : (party.urgency ?? "–")}</td>
            </>
          )}
          <td>
            <SalienceWord party={party} />
          </td>
        </>
      )}
    </tr>
  );
});

function ScoreCells({ party, save }: { party: GridParty; save: Save }) {
  const t = useTranslations("grid");
  return (
    <NumberPair
      labels={[t("powerOf", { name: party.name }), t("interestOf", { name: party.name })]}
      stored={[party.power, party.interest]}
      // A template's scores may be taken over as they are: saving them unchanged makes them an assessment.
      confirmable={party.scoresAreTemplateDefaults && party.power !== null && party.interest !== null}
      most={5}
      saveLabel={t("saveRowOf", { name: party.name })}
      onSave={([power, interest]) => save({ id: party.id, power, interest })}
    />
  );
}

interface SalienceCellsProps {
  party: GridParty;
  assess: Ask;
  reason: string;
  onSaved: (id: string, fields: Partial<GridParty>) => void;
  onSay: (words: string) => void;
}

function SalienceCells({ party, assess, reason, onSaved, onSay }: SalienceCellsProps) {
  const t = useTranslations("grid");
  const [trouble, setTrouble] = useState("");
  return (
    <NumberPair
      labels={[t("legitimacyOf", { name: party.name }), t("urgencyOf", { name: party.name })]}
      stored={[party.legitimacy, party.urgency]}
      confirmable={false}
      most={3}
      saveLabel={t("saveRowOf", { name: party.name })}
      trouble={trouble}
      onSave={async ([legitimacy, urgency]) => {
        setTrouble("");
        try {
          const result = await assess({
            id: party.id,
            version: party.version,
            legitimacy,
            urgency,
            reason,
            idempotencyKey: crypto.randomUUID(),
          });
          if (result.ok) {
            onSaved(party.id, { legitimacy, urgency, version: result.data.version });
            onSay(t("salienceSaved", { name: party.name }));
          } else {
            if (result.kind === "conflict") onSaved(party.id, { version: result.current.version });
            setTrouble(result.kind === "invalid" ? Object.values(result.fieldErrors).join(" ") : (result.message ?? ""));
          }
        } catch {
          setTrouble(t("offline"));
        }
      }}
    />
  );
}

type Pair = [number | null, number | null];

interface NumberPairProps {
  labels: [string, string];
  stored: Pair;
  confirmable: boolean;
  most: number;
  saveLabel: string;
  trouble?: string;
  onSave: (values: Pair) => Promise<void>;
}

/** Two scores in two cells that are saved together: Enter saves, Escape takes back what was typed, an error stands at the cell. */
function NumberPair({ labels, stored, confirmable, most, saveLabel, trouble = "", onSave }: NumberPairProps) {
  const t = useTranslations("grid");
  const id = useId();
  const words = (value: number | null) => (value === null ? "" : String(value));
  const [typed, setTyped] = useState<[string, string]>([words(stored[0]), words(stored[1])]);
  const [pending, setPending] = useState(false);
  const [first, second] = stored;
  // What was saved elsewhere (by dragging, by a colleague) shows here too.
  useEffect(() => {
    setTyped([first === null ? "" : String(first), second === null ? "" : String(second)]);
  }, [first, second]);
  const values = typed.map((text) => (text.trim() === "" ? null : Number(text))) as Pair;
  const wrong = values.map((value) => value !== null && !(Number.isInteger(value) && value >= 1 && value <= most));
  const dirty = typed[0] !== words(first) || typed[1] !== words(second);
  async function send() {
    if (pending || wrong.some(Boolean) || (!dirty && !confirmable)) return;
    setPending(true);
    await onSave(values);
    setPending(false);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") {
      event.preventDefault();
      void send();
    }
    if (event.key === "Escape" && dirty) {
      event.preventDefault();
      event.stopPropagation();
      setTyped([words(first), words(second)]);
    }
  }
  const field = (index: 0 | 1) => (
    <>
      <input
        type="number"
        inputMode="numeric"
        min={1}
        max={most}
        step={1}
        aria-label={labels[index]}
        aria-invalid={wrong[index] || undefined}
        aria-describedby={wrong[index] ? `${id}-${index}` : undefined}
        value={typed[index]}
        onChange={(event) => setTyped(index === 0 ? [event.target.value, typed[1]] : [typed[0], event.target.value])}
        onKeyDown={onKeyDown}
        className="control !min-h-7 !w-16 !py-0.5 text-right"
      />
      {wrong[index] && (
        <span id={`${id}-${index}`} className="block max-w-40 text-xs font-medium text-danger">
          {t("badScore", { most })}
        </span>
      )}
    </>
  );
  return (
    <>
      <td>{field(0)}</td>
      <td>
        <span className="flex items-start gap-2">
          <span>{field(1)}</span>
          {(dirty || confirmable) && (
            <Button size="small" pending={pending} aria-label={saveLabel} onClick={() => void send()} className="no-print">
              {t("saveRow")}
            </Button>
          )}
        </span>
        {trouble && <span className="block max-w-60 text-xs font-medium text-danger">{trouble}</span>}
      </td>
    </>
  );
}
