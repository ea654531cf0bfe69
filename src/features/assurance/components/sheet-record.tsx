import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { isSheetField } from "@/domain/assurance";
import { mailProblem } from "@/lib/mail-problem";
import { translator } from "@/lib/translate";
import type { SheetRecord } from "../queries";
import { SheetLinkMark } from "./sheet-table";

interface SheetRecordProps {
  /** "/nordwind" */
  home: string;
  sheet: SheetRecord;
  /** The link to a new sheet for the same party; null for who may not make one. */
  newer: ReactNode;
  mailStatus: (status: string) => string;
}

/** What became of a sheet: how far the register has moved on, who opened it, who got it. */
export function SheetRecordView({ home, sheet, newer, mailStatus }: SheetRecordProps) {
  const t = translator("assurance");
  const { moved, content } = sheet;
  const old = moved.changed.length + moved.gone.length;
  const fields = sheet.leftOut.filter(isSheetField).map((field) => t(`field.${field}`));
  const lines = sheet.leftOut.filter((value) => !isSheetField(value));
  const moment = (at: string) => `${at.slice(0, 16).replace("T", " ")} UTC`;
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {!sheet.intact && (
        <Callout tone="error" title={t("notIntact")}>
          {t("notIntactText")}
        </Callout>
      )}
      {old + moved.added.length > 0 && (
        <Callout
          tone={old > 0 ? "warn" : "info"}
          title={
            old > 0
              ? t("movedTitle", { count: old, version: content.versionLabel })
              : t("movedOnlyAdded", { version: content.versionLabel })
          }
          actions={newer}
        >
          <ul>
            {moved.changed.length > 0 && <li>{t("movedChanged", { refs: moved.changed.join(", ") })}</li>}
            {moved.gone.length > 0 && <li>{t("movedGone", { refs: moved.gone.join(", ") })}</li>}
            {moved.added.length > 0 && <li>{t("movedAdded", { refs: moved.added.join(", ") })}</li>}
          </ul>
          {t("movedText")}
        </Callout>
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          {
            label: t("column.party"),
            value: (
              <>
                <RefTag href={`${home}/interested-parties/${sheet.party.ref}`}>{sheet.party.ref}</RefTag> <bdi>{sheet.party.name}</bdi>
              </>
            ),
          },
          { label: t("column.version"), value: sheet.versionLabel },
          { label: t("column.madeOn"), value: [sheet.madeOn, sheet.madeBy].filter(Boolean).join(", ") },
          { label: t("column.leftOut"), value: [...fields, ...lines].join(", ") },
          { label: t("column.link"), value: <SheetLinkMark state={sheet.linkState} /> },
          { label: t("column.expires"), value: sheet.expiresAt && moment(sheet.expiresAt) },
          {
            label: t("column.openings"),
            value:
              sheet.openedAt.length > 0 ? (
                <>
                  <span>{t("openings", { count: sheet.openings })}</span>
                  <ul className="text-sm text-muted">
                    {sheet.openedAt.slice(0, 10).map((at) => (
                      <li key={at}>{moment(at)}</li>
                    ))}
                  </ul>
                </>
              ) : (
                sheet.linkId && t("noOpenings")
              ),
          },
          {
            label: t("column.handedOut"),
            value:
              sheet.handedOut.length > 0 ? (
                <ul>
                  {sheet.handedOut.map(({ ref, on }) => (
                    <li key={ref}>
                      {on} <RefTag href={`${home}/engagement/${ref}`}>{ref}</RefTag>
                    </li>
                  ))}
                </ul>
              ) : (
                t("neverHandedOut")
              ),
          },
          {
            label: t("mails"),
            value: sheet.mails.length > 0 && (
              <ul>
                {sheet.mails.map(({ to, status, problem, sentAt }) => (
                  <li key={`${to} ${sentAt} ${status}`}>
                    {to}: {[mailStatus(status), sentAt?.slice(0, 10), mailProblem(problem)].filter(Boolean).join(", ")}
                  </li>
                ))}
              </ul>
            ),
          },
          { label: t("column.note"), value: sheet.note },
          { label: t("column.hash"), value: <span className="font-mono text-sm break-all">{sheet.contentHash}</span> },
        ]}
      />
    </div>
  );
}
