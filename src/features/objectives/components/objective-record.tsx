import Link from "next/link";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { ObjectiveRecord } from "../queries";

/** One objective and the requirements that serve it, each with the other objectives it serves. */
export function ObjectiveRecordView({ home, objective, link }: { home: string; objective: ObjectiveRecord; link?: ReactNode }) {
  const [t, word] = [translator("objectives"), translator("vocabulary")];
  return (
    <div className="flex max-w-5xl flex-col gap-8">
      {objective.status === "retired" && (
        <Callout tone="warn" title={t("retiredOn", { day: objective.retiredAt ?? "", reason: objective.retiredReason })} />
      )}
      <section>
        <h2 className="mb-2 font-serif text-xl font-semibold">{t("facts")}</h2>
        <KeyValueList
          emptyLabel={t("empty")}
          items={[
            { label: t("field.title"), value: objective.title },
            { label: t("field.description"), value: objective.description },
            { label: t("field.owner"), value: objective.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
            { label: t("field.note"), value: objective.note },
          ]}
        />
      </section>
      <section id="requirements" className="scroll-mt-4">
        <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
          <h2 className="font-serif text-xl font-semibold">{t("servedBy")}</h2>
          <div className="no-print flex flex-wrap items-center gap-3">
            {objective.requirements.length > 0 && objective.status === "active" && (
              <Link href={`${home}/priorities?objective=${objective.ref}`} className="link text-sm">
                {t("ranked")}
              </Link>
            )}
            {link}
          </div>
        </div>
        {objective.requirements.length === 0 ? (
          <p className="border-t py-2 text-muted">{t("servedByNone")}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
          <section className="scroll-region overflow-x-auto" aria-label={t("servedBy")} tabIndex={0}>
            <table className="register min-w-160">
              <thead>
                <tr>
                  {(["ref", "statement", "party", "priority", "decision"] as const).map((column) => (
                    <th key={column} scope="col" className="text-left">
                      {t(`requirementColumns.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {objective.requirements.map((requirement) => (
                  <tr key={requirement.id}>
                    <td>
                      <RefTag href={`${home}/requirements/${requirement.ref}`} retired={requirement.status === "retired"}>
                        {requirement.ref}
                      </RefTag>
                    </td>
                    <td className="max-w-96">
                      <span className="line-clamp-3">{requirement.statement}</span>
                      {requirement.others.length > 0 && (
                        <span className="block text-muted">
                          {t("others", { refs: requirement.others.map(({ ref, title }) => `${ref} ${title}`).join("; ") })}
                        </span>
                      )}
                    </td>
                    <td>
                      <RefTag href={`${home}/interested-parties/${requirement.partyRef}`}>{requirement.partyRef}</RefTag>{" "}
                      {requirement.partyName}
                    </td>
                    <td>{requirement.priority && word(`priority.${requirement.priority}`)}</td>
                    <td>
                      <StatusMark
                        shape={
                          requirement.ismsDecision === "addressed"
                            ? "decided"
                            : requirement.ismsDecision === "undecided"
                              ? "open"
                              : "neutral"
                        }
                      >
                        {word(`ismsDecision.${requirement.ismsDecision}`)}
                      </StatusMark>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </section>
    </div>
  );
}
