import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { AdverseAim } from "../queries";

interface AdverseAimsProps {
  /** "/nordwind" */
  home: string;
  aims: readonly AdverseAim[];
  /** Names the party of each aim: for the room of all risks. */
  named?: boolean;
  canDraw: boolean;
}

/** What adverse parties are after, and the risks drawn from it (rule 7). Aims that nobody has answered are the open points. */
export function AdverseAims({ home, aims, named = false, canDraw }: AdverseAimsProps) {
  const t = translator("risks.aims");
  if (named && aims.length === 0) return null;
  return (
    <section className="mt-8 mb-8">
      <h2 className="font-serif text-xl font-semibold">{named ? t("openTitle", { count: aims.length }) : t("title")}</h2>
      <p className="prose-width mt-1 mb-2 text-sm text-muted">{named ? t("openText") : t("text")}</p>
      <ul className="border-t text-[0.9375rem]">
        {aims.length === 0 && <li className="py-2 text-muted">{t("none")}</li>}
        {aims.map((aim) => (
          <li key={aim.ref} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-2">
            <span className="min-w-0 flex-1 basis-80">
              <RefTag href={`${home}/requirements/${aim.ref}`}>{aim.ref}</RefTag> <bdi>{aim.statement}</bdi>
              {named && (
                <span className="block text-sm text-muted">
                  <RefTag href={`${home}/interested-parties/${aim.partyRef}`}>{aim.partyRef}</RefTag> {aim.partyName}
                </span>
              )}
              {aim.risks.map((risk) => (
                <span key={risk.ref} className="block text-sm">
                  <RefTag href={`${home}/risks/${risk.ref}`} retired={risk.status === "retired"}>
                    {risk.ref}
                  </RefTag>{" "}
                  {risk.title}
                </span>
              ))}
              {aim.noRisk !== null && <span className="block text-sm text-muted">{t("noRisk", { reason: aim.noRisk })}</span>}
              {!named && aim.risks.length === 0 && aim.noRisk === null && (
                <StatusMark shape="open" className="text-sm">
                  {t("unanswered")}
                </StatusMark>
              )}
            </span>
            {canDraw && aim.noRisk === null && (
              <Link
                href={`${home}/risks/new?from=${aim.ref}`}
                className="link no-print text-sm"
                aria-label={t("drawFrom", { ref: aim.ref })}
              >
                {t("draw")}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
