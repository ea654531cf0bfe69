import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { StatusMark } from "@/components/ui/status-mark";
import { linkTypeOf } from "@/domain/isms-document";
import { translator } from "@/lib/translate";
import type { DocumentRecord } from "../queries";
import { InForce, Location, ReviewMark } from "./document-marks";

/** A document of the ISMS read from top to bottom: what is wrong with it first. */
export function DocumentRecordView({ document }: { document: DocumentRecord }) {
  const [t, word] = [translator("documents"), translator("vocabulary")];
  const { values } = document;
  const living = values.status === "active";
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      {!living && <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt ?? "", reason: values.retiredReason })} />}
      {living && !values.current && <Callout tone="warn" title={t("supersededTitle")} />}
      {living && document.review === "overdue" && <Callout tone="warn" title={t("overdueTitle", { day: values.reviewDueAt ?? "" })} />}
      {document.otherVersion !== null && (
        <Callout tone="warn" title={t("otherVersion", { quoted: values.quotedRegisterVersion, other: document.otherVersion })} />
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.type"), value: word(`ismsDocumentType.${values.type}`) },
          { label: t("linkedAs"), value: word(`linkTargetType.${linkTypeOf(values.type)}`) },
          { label: t("column.edition"), value: values.edition },
          { label: t("column.inForce"), value: <InForce current={values.current} /> },
          { label: t("column.approvedOn"), value: values.approvedOn ?? <StatusMark shape="open">{t("notApproved")}</StatusMark> },
          {
            label: t("column.reviewDueAt"),
            value: <ReviewMark day={values.reviewDueAt} review={living ? document.review : "planned"} />,
          },
          { label: t("column.registerVersion"), value: values.quotedRegisterVersion },
          { label: t("column.audience"), value: values.audience, note: "Clause 5.2 g, A.5.1" },
          { label: t("column.location"), value: values.location && <Location location={values.location} /> },
          { label: t("column.owner"), value: document.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("column.note"), value: values.note },
        ]}
      />
    </div>
  );
}
