import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { getSource } from "../queries";
import { TermMark } from "./source-table";

interface SourceSheetProps {
  /** "/nordwind" */
  home: string;
  record: NonNullable<Awaited<ReturnType<typeof getSource>>>;
  /** The button that adds a requirement; nothing for whoever may not. */
  add?: ReactNode;
}

/** A document read from top to bottom, then the requirements that rest on it. */
export function SourceSheet({ home, record, add }: SourceSheetProps) {
  const t = translator("sources");
  const { values, counterparty, requirements } = record;
  const living = requirements.filter((requirement) => requirement.status !== "retired");
  return (
    <div className="flex flex-col gap-8">
      {values.status === "retired" && (
        <Callout tone="warn" title={t("retiredOn", { date: values.retiredAt ?? "" })}>
          {values.retiredReason}
        </Callout>
      )}
      {record.term === "ended" && living.length > 0 && (
        <Callout tone="warn" title={t("endedInUse", { date: values.effectiveTo ?? "", count: living.length })} />
      )}
      <KeyValueList
        emptyLabel={t("nothing")}
        items={[
          { label: t("column.type"), value: translator("vocabulary.sourceDocumentType")(values.type) },
          { label: t("column.edition"), value: values.edition },
          {
            label: t("column.counterparty"),
            value: counterparty && (
              <>
                <RefTag href={`${home}/interested-parties/${counterparty.ref}`} retired={counterparty.status === "retired"}>
                  {counterparty.ref}
                </RefTag>{" "}
                {counterparty.name}
              </>
            ),
          },
          { label: t("column.documentDate"), value: values.documentDate },
          { label: t("column.effectiveFrom"), value: values.effectiveFrom },
          { label: t("column.effectiveTo"), value: <TermMark term={record.term} effectiveTo={values.effectiveTo} /> },
          { label: t("column.location"), value: values.location },
          { label: t("column.owner"), value: record.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("column.note"), value: values.note },
        ]}
      />
      <section id="requirements">
        <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
          <h2 className="font-serif text-xl font-semibold">{t("resting", { count: living.length })}</h2>
          {add}
        </div>
        {requirements.length === 0 ? (
          <p className="text-sm text-muted">{t("noneResting")}</p>
        ) : (
          <ul className="border-t">
            {requirements.map((requirement) => (
              <li key={requirement.ref} className="grid gap-x-4 border-b py-2 text-[0.9375rem] sm:grid-cols-[6rem_minmax(0,1fr)_14rem]">
                <RefTag href={`${home}/requirements/${requirement.ref}`} retired={requirement.status === "retired"}>
                  {requirement.ref}
                </RefTag>
                <span>
                  {requirement.statement}
                  {requirement.locator && <span className="block text-sm text-muted">{requirement.locator}</span>}
                </span>
                <span className="text-sm">
                  <RefTag href={`${home}/interested-parties/${requirement.partyRef}`}>{requirement.partyRef}</RefTag>{" "}
                  {requirement.partyName}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
