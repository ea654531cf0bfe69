import { Download } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import { sizeWords } from "../form-fields";
import type { EvidenceRecord } from "../queries";
import { Place, ValidityMark } from "./evidence-marks";

interface EvidenceRecordViewProps {
  /** "/nordwind/evidence" */
  path: string;
  evidence: EvidenceRecord;
  canDownload: boolean;
  /** The record names a file that is not in the store: it came with a register file, or the store lost it. */
  gone: boolean;
}

/** A piece of evidence read from top to bottom: whether it still holds first, then what it is and the file itself. */
export function EvidenceRecordView({ path, evidence, canDownload, gone }: EvidenceRecordViewProps) {
  const [t, word] = [translator("evidence"), translator("vocabulary")];
  const { values, validity, ref } = evidence;
  const living = values.status === "active";
  const file = values.contentHash !== null;
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      {!living && <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt ?? "", reason: values.retiredReason })} />}
      {living && validity === "expired" && (
        <Callout tone="warn" title={t("validity.expiredOn", { day: values.validUntil ?? "" })}>
          {t("endingText")}
        </Callout>
      )}
      {gone && (
        <Callout tone="warn" title={t("goneTitle")}>
          {t("goneText")}
        </Callout>
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.type"), value: word(`evidenceType.${values.type}`) },
          { label: t("column.dated"), value: values.dated },
          { label: t("column.validUntil"), value: <ValidityMark day={values.validUntil} validity={validity} /> },
          { label: t("column.origin"), value: values.origin },
          ...(file
            ? [
                {
                  label: t("fileOf"),
                  value: (
                    <span className="flex flex-wrap items-center gap-3">
                      <span className="wrap-anywhere">
                        {values.fileName} <span className="text-muted">({sizeWords(values.size ?? 0)})</span>
                      </span>
                      {gone ? (
                        <StatusMark shape="open">{t("gone")}</StatusMark>
                      ) : canDownload ? (
                        // No client-side link: the answer is a file, not a page.
                        <a href={`${path}/${ref}/download`} className={buttonStyle({ size: "small" })}>
                          <Download aria-hidden className="size-4" />
                          {t("download")}
                        </a>
                      ) : (
                        <span className="text-sm text-muted">{t("mayNotDownload")}</span>
                      )}
                    </span>
                  ),
                },
                { label: t("hash"), value: <code className="wrap-anywhere font-mono text-xs">{values.contentHash}</code> },
              ]
            : [{ label: t("linkOf"), value: <Place location={values.location} />, note: t("noFile") }]),
          { label: t("column.addedBy"), value: t("addedOn", { name: evidence.addedBy ?? t("somebody"), day: evidence.addedOn }) },
          { label: t("column.owner"), value: evidence.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("column.note"), value: values.note },
        ]}
      />
    </div>
  );
}
