import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { getObligation } from "../queries";
import { ApplicableMark, ForceMark, VerifiedMark } from "./obligation-table";

interface ObligationSheetProps {
  /** "/nordwind" */
  home: string;
  record: NonNullable<Awaited<ReturnType<typeof getObligation>>>;
  /** The button that adds a requirement; nothing for whoever may not. */
  add?: ReactNode;
}

/** An obligation read like a row of the legal register, then the requirements that rest on it. */
export function ObligationSheet({ home, record, add }: ObligationSheetProps) {
  const t = translator("obligations");
  const { values, authority, requirements } = record;
  const living = requirements.filter((requirement) => requirement.status !== "retired");
  return (
    <div className="flex flex-col gap-8">
      {values.status === "retired" && (
        <Callout tone="warn" title={t("retiredOn", { date: values.retiredAt ?? "" })}>
          {values.retiredReason}
        </Callout>
      )}
      {record.force === "ended" && living.length > 0 && (
        <Callout tone="warn" title={t("endedInUse", { date: values.effectiveTo ?? "", count: living.length })} />
      )}
      <KeyValueList
        emptyLabel={t("nothing")}
        items={[
          { label: t("column.citation"), value: values.citation },
          { label: t("column.kind"), value: translator("vocabulary.obligationKind")(values.kind) },
          { label: t("column.jurisdiction"), value: values.jurisdiction },
          {
            label: t("column.authority"),
            value: authority && (
              <>
                <RefTag href={`${home}/interested-parties/${authority.ref}`} retired={authority.status === "retired"}>
                  {authority.ref}
                </RefTag>{" "}
                {authority.name}
              </>
            ),
          },
          { label: t("column.force"), value: <ForceMark force={record.force} from={values.effectiveFrom} to={values.effectiveTo} /> },
          { label: t("column.effectiveFrom"), value: values.effectiveFrom },
          { label: t("column.effectiveTo"), value: values.effectiveTo },
          {
            label: t("column.applicable"),
            value: (
              <>
                <ApplicableMark applicable={values.applicable} />
                {values.applicability && <span className="block">{values.applicability}</span>}
              </>
            ),
          },
          { label: t("column.howComplied"), value: values.howComplied },
          {
            label: t("column.lastVerified"),
            value: (
              <>
                <VerifiedMark on={values.lastVerifiedAt} due={record.verificationDue} />
                {record.verifiedBy && <span className="block text-sm text-muted">{t("verifiedBy", { name: record.verifiedBy })}</span>}
              </>
            ),
          },
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
