import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import type { ActionResult } from "@/lib/action-result";
import { translator } from "@/lib/translate";
import type { EvidenceRequestRow } from "../queries";
import { AnswerForm } from "./forms";

interface RequestListProps {
  home: string;
  requests: readonly EvidenceRequestRow[];
  /** Null for those who do not answer for the organisation. */
  answer: ((input: unknown) => Promise<ActionResult<unknown>>) | null;
}

/** What was asked for, about which record, and what was answered. */
export function RequestList({ home, requests, answer }: RequestListProps) {
  const t = translator("auditRoom.requests");
  return (
    <Words namespaces={["auditRoom"]}>
      <ul className="max-w-4xl border-t">
        {requests.map((request) => (
          <li key={request.id} className="border-b py-3">
            <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
              <RefTag>{request.ref}</RefTag>
              <StatusMark shape={request.overdue ? "overdue" : request.status === "open" ? "open" : "decided"}>
                {t(`state.${request.status}`)}
                {request.overdue && `, ${t("overdue")}`}
              </StatusMark>
              <span className="text-muted">
                {t("asked", { date: request.askedOn, name: request.askedBy ?? t("nobody") })}
                {request.dueAt && ` · ${t("dueOn", { date: request.dueAt })}`}
              </span>
            </p>
            <p className="prose-width mt-1 whitespace-pre-line [overflow-wrap:anywhere]">{request.text}</p>
            <Records
              home={home}
              label={t("about")}
              records={request.records.filter(({ path }) => !isEvidence(path) || request.status === "open")}
            />
            {request.status === "done" && (
              <div className="mt-2 border-l-2 border-line-strong pl-3">
                <p className="text-sm text-muted">{t("answered", { date: request.doneAt ?? "" })}</p>
                <p className="prose-width whitespace-pre-line [overflow-wrap:anywhere]">{request.result}</p>
                <Records home={home} label={t("shownWith")} records={request.records.filter(({ path }) => isEvidence(path))} />
              </div>
            )}
            {answer && request.status === "open" && (
              <div className="mt-1">
                <AnswerForm request={{ id: request.id, ref: request.ref, version: request.version }} action={answer} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Words>
  );
}

const isEvidence = (path: string) => path.startsWith("/evidence/");

function Records({ home, label, records }: { home: string; label: string; records: EvidenceRequestRow["records"] }) {
  if (records.length === 0) return null;
  return (
    <p className="mt-1 text-sm">
      <span className="text-muted">{label}: </span>
      {records.map((record, index) => (
        <span key={record.ref}>
          {index > 0 && ", "}
          <RefTag href={home + record.path} retired={record.retired}>
            {record.ref}
          </RefTag>{" "}
          {record.title}
        </span>
      ))}
    </p>
  );
}
