import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { RiskRecord } from "../queries";
import { RiskLevel } from "./risk-level";
import { ReviewDue, RiskKindMark } from "./risk-table";

interface RiskRecordProps {
  /** "/nordwind" */
  home: string;
  risk: RiskRecord;
  /** The button that accepts it; nothing for whoever may not. */
  accept?: ReactNode;
}

/** A risk read from top to bottom: open points first, then assessment, treatment, what is left, who stands for it. */
export function RiskRecordView({ home, risk, accept }: RiskRecordProps) {
  const [t, word] = [translator("risks"), translator("vocabulary")];
  const { values, rules } = risk;
  const living = values.status === "active";
  const accepted = values.acceptedAt && t("acceptedBy_on", { name: risk.acceptedBy ?? "", day: values.acceptedAt });
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {!living && <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt ?? "", reason: values.retiredReason })} />}
      {living && risk.acceptanceNeeded && !accepted && (
        <Callout tone="warn" title={t("acceptanceOpen", { level: rules.acceptanceLevel })} actions={accept}>
          {t("acceptanceOpenText")}
        </Callout>
      )}
      {living && risk.aboveAcceptance && !risk.acceptanceNeeded && (
        <Callout tone="warn" title={t("aboveOpen", { level: rules.acceptanceLevel })} />
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("field.kind"), value: <RiskKindMark kind={values.kind} /> },
          { label: t("field.description"), value: values.description },
          {
            label: t("field.party"),
            value: risk.party && (
              <>
                <RefTag href={`${home}/interested-parties/${risk.party.ref}`} retired={risk.party.status === "retired"}>
                  {risk.party.ref}
                </RefTag>{" "}
                {risk.party.name}
              </>
            ),
          },
          {
            label: t("column.level"),
            value: <RiskLevel likelihood={values.likelihood} impact={values.impact} scale={rules.scale} />,
          },
          {
            label: t("field.treatment"),
            value: values.treatment ? (
              `${word(`riskTreatment.${values.treatment}`)}: ${t(`treatmentMeans.${values.treatment}`)}`
            ) : (
              <StatusMark shape="open">{t("untreated")}</StatusMark>
            ),
          },
          { label: t("field.treatmentNote"), value: values.treatmentNote },
          {
            label: t("column.left"),
            value: (
              <>
                <RiskLevel
                  likelihood={values.residualLikelihood ?? values.likelihood}
                  impact={values.residualImpact ?? values.impact}
                  scale={rules.scale}
                  above={risk.aboveAcceptance}
                />
                {values.residualLikelihood === null && values.likelihood !== null && values.treatment !== "retain" && (
                  <StatusMark shape="open" className="flex text-sm">
                    {t("leftNotAssessed")}
                  </StatusMark>
                )}
              </>
            ),
          },
          ...(accepted ? [{ label: t("column.accepted"), value: <StatusMark shape="decided">{accepted}</StatusMark> }] : []),
          { label: t("field.owner"), value: risk.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("field.assessedAt"), value: values.assessedAt },
          { label: t("field.reviewDueAt"), value: <ReviewDue day={values.reviewDueAt} overdue={living && risk.reviewOverdue} /> },
          { label: t("field.note"), value: values.note },
        ]}
      />
    </div>
  );
}
