import type { ReactNode } from "react";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { LinkedRequirement } from "../queries";

interface LinkedRequirementsProps {
  /** "/nordwind" */
  home: string;
  requirements: readonly LinkedRequirement[];
  /** Said when nothing leans on the record. */
  none: string;
  /** Several records at once: says through which of them. */
  through?: boolean;
  deed?: ReactNode;
}

/** Who asked for a record: the requirements that lean on it, with party, kind, how far it answers them, and why. */
export function LinkedRequirements({ home, requirements, none, through = false, deed }: LinkedRequirementsProps) {
  const [t, word] = [translator("linkedRequirements"), translator("vocabulary")];
  const columns = ["ref", "statement", "party", "kind", "coverage", ...(through ? ["through"] : []), "rationale"];
  return (
    <section id="requirements" className="scroll-mt-4">
      <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
        <h2 className="font-serif text-xl font-semibold">{t("title")}</h2>
        {deed && <div className="no-print">{deed}</div>}
      </div>
      {requirements.length === 0 ? (
        <p className="border-t py-2 text-muted">{none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
        <section className="scroll-region overflow-x-auto" aria-label={t("title")} tabIndex={0}>
          <table className="register min-w-200">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" className="text-left">
                    {t(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {requirements.map((requirement) => (
                <tr key={`${requirement.ref} ${requirement.targetRef}`}>
                  <td>
                    <RefTag href={`${home}/requirements/${requirement.ref}`} retired={requirement.status === "retired"}>
                      {requirement.ref}
                    </RefTag>
                  </td>
                  <td className="max-w-96">
                    <span className="line-clamp-3">{requirement.statement}</span>
                  </td>
                  <td>
                    <RefTag href={`${home}/interested-parties/${requirement.partyRef}`}>{requirement.partyRef}</RefTag>{" "}
                    {requirement.partyName}
                    {requirement.adverse && (
                      <StatusMark shape="adverse" className="ml-1">
                        {t("adverse")}
                      </StatusMark>
                    )}
                  </td>
                  <td>{word(`requirementKind.${requirement.kind}`)}</td>
                  <td>
                    {requirement.coverage === "" ? (
                      <span className="text-muted">{t("notStated")}</span>
                    ) : (
                      <StatusMark shape={requirement.coverage === "fully" ? "decided" : "partly"}>
                        {word(`linkCoverage.${requirement.coverage}`)}
                      </StatusMark>
                    )}
                  </td>
                  {through && (
                    <td>
                      <RefTag>{requirement.targetRef}</RefTag>
                    </td>
                  )}
                  <td className="max-w-72">
                    <span className="line-clamp-3">{requirement.rationale}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
