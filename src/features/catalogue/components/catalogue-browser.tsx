"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RefTag } from "@/components/ui/ref-tag";
import { Chip, type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { CatalogueEntry } from "../entries";
import type { Picked } from "../mutations";
import { CatalogueRequirements } from "./catalogue-requirements";
import { RuleOutButton, WithdrawButton } from "./rulings";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

/** What is chosen of one party: its requirements with the values typed so far, and what to do where the register has the party. */
export interface Choice {
  requirements: Record<string, Record<string, string>>;
  /** Id of a party to merge into, "new" for another one; "" while nobody has said. */
  existing: string;
}

interface CatalogueBrowserProps {
  home: string;
  /** All parties of the catalogue that may be chosen; a filter only hides. */
  entries: readonly CatalogueEntry[];
  visible: readonly string[];
  /** The party whose requirements are unfolded at first. */
  opened?: string;
  can: { pick: boolean; pickRequirements: boolean; decide: boolean };
  pick: Ask<Picked>;
  ruleOut: Ask<unknown>;
  withdraw: Ask<unknown>;
}

const SHAPES: Record<CatalogueEntry["standing"], MarkShape> = { listed: "decided", retired: "retired", ruled_out: "not-met", open: "open" };

/** The catalogue with a basket: what is ticked stays ticked while the filters change. */
export function CatalogueBrowser({ home, entries, visible, opened, can, pick, ruleOut, withdraw }: CatalogueBrowserProps) {
  const t = useTranslations("catalogueForm");
  const router = useRouter();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [unfolded, setUnfolded] = useState<readonly string[]>(opened ? [opened] : []);
  const [withLinks, setWithLinks] = useState(false);
  const [pending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState<Picked | null>(null);
  const attempt = useRef({ key: "", of: "" });

  const shown = entries.filter((entry) => visible.includes(entry.key));
  const chosen = entries.filter((entry) => choices[entry.key] !== undefined && entry.standing !== "ruled_out");
  const undecided = chosen.filter((entry) => entry.standing === "listed" && choices[entry.key]!.existing === "");
  const requirementCount = chosen.reduce((sum, entry) => sum + Object.keys(choices[entry.key]!.requirements).length, 0);
  const empty = chosen.reduce((sum, entry) => sum + emptyValues(entry, choices[entry.key]!), 0);

  function set(key: string, choice: Choice | null) {
    setDone(null);
    setChoices((before) => {
      const { [key]: _old, ...rest } = before;
      return choice ? { ...rest, [key]: choice } : rest;
    });
  }

  async function add() {
    if (pending || chosen.length === 0) return;
    if (undecided.length > 0) {
      setFault(t("chooseExisting"));
      return;
    }
    const input = {
      picks: chosen.map((entry) => {
        const { requirements, existing } = choices[entry.key]!;
        const merging = existing !== "" && existing !== "new";
        return {
          key: entry.key,
          requirements: Object.entries(requirements).map(([key, values]) => ({ key, values })),
          mergeInto: merging ? existing : null,
          addAnyway: existing === "new",
        };
      }),
      withLinks,
    };
    // The same basket sent again is the same deed; another basket is another.
    const of = JSON.stringify(input);
    if (attempt.current.of !== of) attempt.current = { key: crypto.randomUUID(), of };
    setPending(true);
    setFault(null);
    try {
      const result = await pick({ ...input, idempotencyKey: attempt.current.key });
      if (result.ok) {
        attempt.current = { key: "", of: "" };
        setDone(result.data);
        setChoices({});
        showToast({
          title: t("added", {
            parties: result.data.parties.filter(({ merged }) => !merged).length,
            requirements: result.data.requirements.length,
          }),
        });
      } else setFault(result.message ?? t("failed"));
      // Also after a refusal: somebody else may have been faster, and the page then offers to merge.
      router.refresh();
    } catch {
      setFault(t("failed"));
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      {done && (
        <section aria-label={t("outcome")}>
          <Outcome home={home} done={done} />
        </section>
      )}
      {shown.length === 0 && <p className="border-y py-8 text-muted">{t("nothing")}</p>}
      <ul className="border-t">
        {shown.map((entry) => {
          const choice = choices[entry.key];
          const open = unfolded.includes(entry.key);
          const living = entry.matches.filter((match) => match.status !== "retired");
          const pickable = can.pick && entry.standing !== "ruled_out";
          return (
            <li key={entry.key} className="border-b py-2">
              <div className="flex items-start gap-3">
                {can.pick && (
                  <input
                    type="checkbox"
                    className="no-print mt-1 size-4 shrink-0"
                    aria-label={t("pickParty", { name: entry.name })}
                    disabled={!pickable}
                    checked={pickable && choice !== undefined}
                    onChange={(event) => set(entry.key, event.target.checked ? { requirements: {}, existing: "" } : null)}
                  />
                )}
                <div className="min-w-0 flex-1">
                  <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                    <Link href={`${home}/catalogue/${entry.key}`} prefetch={false} className="font-medium hover:underline">
                      {entry.name}
                    </Link>
                    {entry.adverse && <Chip shape="adverse">{t("adverse")}</Chip>}
                    <StatusMark shape={SHAPES[entry.standing]} className="text-sm">
                      {entry.standingWord}
                    </StatusMark>
                    {entry.matches.map((match) => (
                      <span key={match.id} className="text-sm">
                        <RefTag href={`${home}/interested-parties/${match.ref}`} retired={match.status === "retired"}>
                          {match.ref}
                        </RefTag>{" "}
                        <span className="text-muted">({t(`because.${match.because}`)})</span>
                      </span>
                    ))}
                  </div>
                  <p className="text-sm text-muted">
                    {entry.why}. <span className="text-[0.8125rem]">{entry.facts}</span>
                  </p>
                  {entry.ruling && (
                    <p className="mt-1 text-sm">
                      {t("ruledOutLine", {
                        date: entry.ruling.decidedAt,
                        by: entry.ruling.decidedBy ?? "none",
                        reason: entry.ruling.reason,
                      })}
                    </p>
                  )}
                  {choice && living.length > 0 && (
                    <fieldset className="my-2 rounded-md border border-line-strong px-3 py-2 text-sm">
                      <legend className="px-1 font-medium">{t("existingTitle")}</legend>
                      {[
                        ...living.map(({ id, ref, name }) => ({ value: id, label: t("mergeInto", { ref, name }) })),
                        { value: "new", label: t("addAnyway") },
                      ].map((option) => (
                        <label key={option.value} className="flex items-start gap-2 py-0.5">
                          <input
                            type="radio"
                            name={`existing-${entry.key}`}
                            className="mt-1 size-4 shrink-0"
                            checked={choice.existing === option.value}
                            onChange={() => set(entry.key, { ...choice, existing: option.value })}
                          />
                          {option.label}
                        </label>
                      ))}
                    </fieldset>
                  )}
                  <button
                    type="button"
                    className="inline-flex min-h-6 items-center gap-1 text-sm hover:underline"
                    aria-expanded={open}
                    onClick={() => setUnfolded(open ? unfolded.filter((key) => key !== entry.key) : [...unfolded, entry.key])}
                  >
                    <ChevronRight aria-hidden className={`size-3.5 transition-transform ${open ? "rotate-90" : ""}`} />
                    {t("requirements", { count: entry.requirements.length })}
                  </button>
                  {open && (
                    <CatalogueRequirements
                      home={home}
                      entry={entry}
                      pickable={pickable && can.pickRequirements}
                      choice={choice ?? null}
                      onChange={(requirements) => set(entry.key, { requirements, existing: choice?.existing ?? "" })}
                    />
                  )}
                </div>
                {can.decide && (entry.standing === "open" || entry.standing === "retired") && (
                  <RuleOutButton entry={entry} action={ruleOut} onDone={() => set(entry.key, null)} />
                )}
                {can.decide && entry.ruling && <WithdrawButton entry={entry} ruling={entry.ruling} action={withdraw} />}
              </div>
            </li>
          );
        })}
      </ul>
      {can.pick && (
        <div className="no-print sticky bottom-0 z-2 flex flex-col gap-2 border-t bg-paper py-3">
          {fault && <Callout tone="error" title={fault} />}
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <Button variant="primary" pending={pending} disabled={chosen.length === 0} onClick={() => void add()}>
              {t("add")}
            </Button>
            <span role="status" className="text-sm">
              {t("chosenLine", { parties: chosen.length, requirements: requirementCount })}
              {empty > 0 && <span className="text-warn"> · {t("openLine", { count: empty })}</span>}
            </span>
            <label className="flex items-center gap-2 text-sm" title={t("withLinksHint")}>
              <input type="checkbox" className="size-4" checked={withLinks} onChange={(event) => setWithLinks(event.target.checked)} />
              {t("withLinks")}
            </label>
            {chosen.length > 0 && (
              <Button variant="quiet" size="small" onClick={() => setChoices({})}>
                {t("clear")}
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  );
}

function emptyValues(entry: CatalogueEntry, choice: Choice): number {
  return entry.requirements.reduce((sum, { key, placeholders }) => {
    const values = choice.requirements[key];
    return values ? sum + placeholders.filter((name) => (values[name] ?? "").trim() === "").length : sum;
  }, 0);
}

const MOST_REFS = 30;

/** What came in, every ref a link; drafts that still hold a placeholder stand out. */
function Outcome({ home, done }: { home: string; done: Picked }) {
  const t = useTranslations("catalogueForm");
  const flagged = done.requirements.filter(({ open }) => open.length > 0);
  return (
    <Callout
      className="mb-4"
      tone={flagged.length > 0 ? "warn" : "info"}
      title={t("added", { parties: done.parties.filter(({ merged }) => !merged).length, requirements: done.requirements.length })}
    >
      <p className="flex flex-wrap gap-x-3">
        {done.parties.map(({ ref, name }) => (
          <span key={ref}>
            <RefTag href={`${home}/interested-parties/${ref}`}>{ref}</RefTag> {name}
          </span>
        ))}
        {done.requirements.slice(0, MOST_REFS).map(({ ref }) => (
          <RefTag key={ref} href={`${home}/requirements/${ref}`}>
            {ref}
          </RefTag>
        ))}
        {done.requirements.length > MOST_REFS && "…"}
      </p>
      {done.skipped > 0 && <p>{t("skipped", { count: done.skipped })}</p>}
      {flagged.length > 0 && (
        <p className="flex flex-wrap gap-x-3">
          {t("flagged", { count: flagged.length })}:
          {flagged.map(({ ref, open }) => (
            <span key={ref}>
              <RefTag href={`${home}/requirements/${ref}`}>{ref}</RefTag> {open.map((name) => `{${name}}`).join(" ")}
            </span>
          ))}
        </p>
      )}
    </Callout>
  );
}
