import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { ClockState } from "@/domain/communication";
import { instantWords, spanWords } from "@/lib/clock-words";
import { translator } from "@/lib/translate";
import type { NoticeRow } from "../queries";

const SHAPES: Record<ClockState, MarkShape> = {
  running: "open",
  little_left: "soon",
  overdue: "overdue",
  given: "decided",
  given_late: "partly",
  not_needed: "retired",
};

/** How a clock stands, with how much is left or how late it is. */
export function ClockMark({ notice }: { notice: Pick<NoticeRow, "state" | "span"> }) {
  return (
    <StatusMark shape={SHAPES[notice.state]}>{translator("notices")(`state.${notice.state}`, { span: spanWords(notice.span) })}</StatusMark>
  );
}

/** Notices as a list: whom, about what, by when. */
export function NoticeList({ home, notices }: { home: string; notices: readonly NoticeRow[] }) {
  const t = translator("notices");
  return (
    <ul className="max-w-5xl border-t">
      {notices.map((notice) => (
        <li key={notice.id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-2">
          <span className="min-w-0 flex-1 basis-72">
            <RefTag href={`${home}/notices/${notice.ref}`} retired={notice.status === "not_needed"}>
              {notice.ref}
            </RefTag>{" "}
            <bdi>{notice.partyName}</bdi>: {notice.title}
            <span className="block text-sm text-muted">
              {[notice.ownerName ?? t("unowned"), `${t("column.dueAt")}: ${instantWords(notice.dueAt)}`].join(" · ")}
            </span>
          </span>
          <ClockMark notice={notice} />
        </li>
      ))}
    </ul>
  );
}
