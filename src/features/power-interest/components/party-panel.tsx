"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { engagement } from "@/domain/power-interest";
import { salienceOf } from "@/domain/salience";
import { isOnGrid, type Position } from "../positions";
import type { GridParty } from "../queries";
import { MarkShape } from "./grid-picture";
import type { Standing } from "./standings";

interface PartyPanelProps {
  party: GridParty | undefined;
  standing: Standing | undefined;
  /** Null for readers without history. */
  steps: readonly Position[] | null;
  home: string;
  lens: boolean;
  canSeeSupport: boolean;
  tentative: boolean;
}

/** Who the chosen party is, what follows from its place, and where it stood before. */
export function PartyPanel({ party, standing, steps, home, lens, canSeeSupport, tentative }: PartyPanelProps) {
  const t = useTranslations("grid");
  const word = useTranslations("vocabulary");
  return (
    <section aria-labelledby="grid-panel" className="no-print min-h-28 border-t pt-3 text-sm 2xl:col-start-2 2xl:row-start-2">
      <h2 id="grid-panel" tabIndex={-1} className="font-semibold">
        {t("panel")}
      </h2>
      {!party || !standing ? (
        <p className="text-muted">{t("panelEmpty")}</p>
      ) : (
        <div className="mt-1 grid gap-x-8 gap-y-2 sm:grid-cols-2 2xl:grid-cols-1">
          <div>
            <p className="flex items-start gap-2">
              <span className="mt-1">
                <MarkShape name={standing.mark} />
              </span>
              <span className="min-w-0">
                <span dir="auto" className="font-medium break-words">
                  {party.name}
                </span>{" "}
                <Link
                  href={`${home}/interested-parties/${party.ref}`}
                  className="link font-mono text-[0.8125rem] whitespace-nowrap"
                  title={t("open")}
                >
                  {party.ref}
                </Link>
              </span>
            </p>
            <Duty standing={standing} />
            {tentative && <p className="mt-1 font-medium">{t("unsaved")}</p>}
            <dl className="mt-2 grid grid-cols-[max-content_1fr] gap-x-3 gap-y-0.5">
              {canSeeSupport && !standing.adverse && (
                <>
                  <dt className="text-muted">{t("support")}</dt>
                  <dd>{t(`mark.${standing.mark}`)}</dd>
                </>
              )}
              {canSeeSupport && !party.adverse && (party.engagementCurrent || party.engagementTarget) && (
                <>
                  <dt className="text-muted">{t("engagementNow")}</dt>
                  <dd>
                    {party.engagementCurrent ? word(`engagementLevel.${party.engagementCurrent}` as never) : "–"}
                    {party.engagementTarget && (
                      <>
                        , {t("engagementWanted")}: {word(`engagementLevel.${party.engagementTarget}` as never)}
                      </>
                    )}
                  </dd>
                </>
              )}
              <dt className="text-muted">{t("owner")}</dt>
              <dd>{party.ownerName ?? t("nobody")}</dd>
              {lens && (
                <>
                  <dt className="text-muted">{t("lens")}</dt>
                  <dd>
                    <SalienceWord party={party} />
                  </dd>
                </>
              )}
            </dl>
          </div>
          {steps && steps.length > 0 && (
            <div>
              <h3 className="text-muted">{t("trail")}</h3>
              <ol>
                {[...steps].reverse().map((step, index) => (
                  <li key={`${step.day}-${index}`} className="py-0.5">
                    <span className="font-mono text-[0.8125rem]">{step.day}</span>{" "}
                    {isOnGrid(step) ? t("trailStep", { power: step.power ?? 0, interest: step.interest ?? 0 }) : t("trailOff")}
                    <span className="text-muted">
                      {step.by && ` ${t("trailBy", { name: step.by })}`}
                      {step.reason && `: ${step.reason}`}
                    </span>
                  </li>
                ))}
              </ol>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

function Duty({ standing }: { standing: Standing }) {
  const t = useTranslations("grid");
  const { quadrant, duty, without } = engagement({ ...standing, scoresAreTemplateDefaults: !standing.onGrid });
  return (
    <>
      {quadrant && (
        <p className="mt-1">
          {t("placeOf", { power: standing.power ?? 0, interest: standing.interest ?? 0 })}
          {": "}
          {t(`quadrant.${quadrant}`)}
          {duty && `, ${t(`duty.${duty}`)}`}.
        </p>
      )}
      {without && <p className="mt-1 text-muted">{t(without === "adverse" ? "adverseNoDuty" : "noPlace")}</p>}
    </>
  );
}

export function SalienceWord({ party }: { party: GridParty }) {
  const t = useTranslations("grid");
  const { salience, without } = salienceOf(party);
  if (salience) return t(`salience.${salience}`);
  return without ? <span className="text-muted">{t(`salienceWithout.${without}`)}</span> : null;
}
