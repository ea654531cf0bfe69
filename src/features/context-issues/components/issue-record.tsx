import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { IssueRecord } from "../queries";

/** One issue and the parties it concerns. */
export function IssueRecordView({ home, issue, tie }: { home: string; issue: IssueRecord; tie?: ReactNode }) {
  const [t, word] = [translator("contextIssues"), translator("vocabulary")];
  return (
    <div className="flex max-w-5xl flex-col gap-8">
      {issue.status === "retired" && (
        <Callout tone="warn" title={t("retired", { day: issue.retiredAt ?? "", reason: issue.retiredReason })} />
      )}
      <section>
        <h2 className="mb-2 font-serif text-xl font-semibold">{t("record")}</h2>
        <KeyValueList
          emptyLabel={translator("ui")("nothing")}
          items={[
            { label: t("column.ref"), value: <RefTag retired={issue.status === "retired"}>{issue.ref}</RefTag> },
            { label: t("column.title"), value: issue.title },
            { label: t("column.category"), value: word(`issueCategory.${issue.category}`) },
            { label: t("column.description"), value: issue.description },
            { label: t("column.pestle"), value: issue.pestle.map((factor) => word(`pestle.${factor}`)).join(", ") },
            { label: t("column.climate"), value: t(issue.climateRelated ? "yes" : "no") },
            { label: t("column.owner"), value: issue.ownerName ?? <StatusMark shape="open">{t("nobody")}</StatusMark> },
            { label: t("note"), value: issue.note },
          ]}
        />
      </section>
      <section>
        <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
          <h2 className="font-serif text-xl font-semibold">{t("parties")}</h2>
          {tie && <div className="no-print">{tie}</div>}
        </div>
        {issue.parties.length === 0 ? (
          <p className="border-t py-2 text-muted">{t("noParties")}</p>
        ) : (
          <ul className="border-t">
            {issue.parties.map((party) => (
              <li key={party.id} className="border-b py-2">
                <RefTag href={`${home}/interested-parties/${party.ref}`} retired={party.status === "retired"}>
                  {party.ref}
                </RefTag>{" "}
                {party.adverse ? <StatusMark shape="adverse">{party.name}</StatusMark> : party.name}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
