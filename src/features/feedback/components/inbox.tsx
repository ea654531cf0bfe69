import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { isFeedbackOverdue } from "@/domain/engagement";
import { translator } from "@/lib/translate";
import type { Inbox, InboxRow } from "../queries";

interface InboxListProps {
  /** "/nordwind" */
  home: string;
  inbox: Inbox;
  today: string;
}

/** Feedback that waits for us: what is overdue and what nobody has taken on comes first. */
export function InboxList({ home, inbox, today }: InboxListProps) {
  const t = translator("feedback");
  const word = translator("vocabulary");
  const mark = (row: InboxRow) =>
    isFeedbackOverdue(row, today) ? (
      <StatusMark shape="overdue">{t("overdue")}</StatusMark>
    ) : (
      <StatusMark shape={row.status === "answered" ? "partly" : "open"}>{word(`engagementStatus.${row.status}`)}</StatusMark>
    );
  return (
    <ul className="max-w-5xl border-t text-[0.9375rem]">
      {inbox.rows.map((row) => (
        <li key={row.ref} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-2.5">
          <span className="min-w-0 flex-1 basis-72">
            <RefTag href={`${home}/engagement/${row.ref}`} className="inline-flex min-h-6 items-center">
              {row.ref}
            </RefTag>{" "}
            <Link href={`${home}/engagement/${row.ref}`} className="line-clamp-2 [overflow-wrap:anywhere] hover:underline">
              {row.summary}
            </Link>
            <span className="block text-sm text-muted">
              {[
                row.feedbackKind && word(`feedbackKind.${row.feedbackKind}`),
                row.partyName ?? (row.fromName || t("unknownParty")),
                t("cameOn", { day: row.heldOn }),
                row.dueOn && t("dueOn", { day: row.dueOn }),
                row.ownerName ?? t("nobody"),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </span>
          {mark(row)}
        </li>
      ))}
    </ul>
  );
}
