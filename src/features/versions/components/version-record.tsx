import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { ApprovalFacts, VersionFacts } from "../queries";
import { instant } from "./version-words";

/** What a version says about itself: who, when, what of, with which hash. */
export function VersionRecord({ home, version }: { home: string; version: VersionFacts }) {
  const t = translator("versions");
  const hash = (text: string) => text && <span className="font-mono text-xs break-all">{text}</span>;
  return (
    <div className="max-w-5xl">
      <KeyValueList
        emptyLabel={t("nothing")}
        items={[
          { label: t("field.summary"), value: version.changeSummary },
          { label: t("field.owner"), value: version.owner, note: "7.5.2" },
          { label: t("field.author"), value: version.author },
          ...(version.submittedAt
            ? [{ label: t("field.submitted"), value: t("byAt", { name: version.submittedBy ?? "", at: instant(version.submittedAt) }) }]
            : []),
          ...(version.approvedOn
            ? [
                {
                  label: t("field.approved"),
                  note: "7.5.2 c",
                  value: version.approvedAt
                    ? t("byAt", { name: version.approvers.join(", "), at: instant(version.approvedAt) })
                    : t("byOn", { name: version.approvers.join(", "), day: version.approvedOn }),
                },
              ]
            : []),
          ...(version.exceptionReason ? [{ label: t("field.exception"), value: version.exceptionReason }] : []),
          ...(version.meeting
            ? [
                {
                  label: t("field.meeting"),
                  note: "9.3",
                  value: (
                    <>
                      <RefTag href={`${home}/management-reviews/${version.meeting.ref}`}>{version.meeting.ref}</RefTag>{" "}
                      {version.meeting.title}, {version.meeting.heldOn}
                    </>
                  ),
                },
              ]
            : []),
          ...(version.supersededOn ? [{ label: t("field.superseded"), value: version.supersededOn }] : []),
          ...(version.contentHash ? [{ label: t("field.hash"), note: "SHA-256", value: hash(version.contentHash) }] : []),
          ...(version.historySequence !== null
            ? [
                {
                  label: t("field.history"),
                  value: (
                    <>
                      {t("upToEntry", { sequence: version.historySequence })} {hash(version.historyHash)}
                    </>
                  ),
                },
              ]
            : []),
          ...(version.note ? [{ label: t("field.note"), value: version.note }] : []),
        ]}
      />
    </div>
  );
}

/** Why a draft is a draft again. */
export function Returned({ version }: { version: VersionFacts }) {
  const t = translator("versions.returned");
  const why = version.lastReturn;
  if (!why || version.status !== "draft") return null;
  const values = { name: version.returnedBy ?? t("somebody"), at: instant(why.at) };
  return (
    <Callout tone="warn" title={t(`${why.kind}.title`, values)} className="mb-6 max-w-5xl">
      {why.kind === "edit" &&
        t("edit.text", { refs: why.refs.join(", "), count: why.count, more: Math.max(0, why.count - why.refs.length) })}
      {(why.kind === "decline" || why.kind === "request_changes") && <span className="whitespace-pre-line">{why.comment}</span>}
      {why.kind === "withdrawn" && t("withdrawn.text")}
    </Callout>
  );
}

/** What was decided about this version, the latest first. */
export function Decisions({ version, receiptHref }: { version: VersionFacts; receiptHref: string }) {
  const t = translator("versions");
  if (version.decisions.length === 0) return null;
  return (
    <section aria-labelledby="decisions" className="mt-10 max-w-5xl">
      <h2 id="decisions" className="mb-3 font-serif text-xl font-semibold">
        {t("decisions")}
      </h2>
      <ol className="border-t">
        {version.decisions.map((decision) => (
          <li key={decision.id} className="border-b py-3">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <StatusMark shape={decision.decision === "approve" ? "decided" : "not-met"}>
                {translator("vocabulary.versionDecision")(decision.decision)}
              </StatusMark>
              <span className="text-sm text-muted">{t("byAt", { name: decision.by ?? "", at: instant(decision.at) })}</span>
              {decision.receipt && (
                <a className="link text-sm" href={receiptHref} download>
                  {t("receipt")}
                </a>
              )}
            </p>
            {decision.comment && <p className="prose-width mt-1 whitespace-pre-line">{decision.comment}</p>}
            {decision.acceptedConflicts.length > 0 && (
              <p className="prose-width mt-1 text-sm whitespace-pre-line">
                <span className="text-muted">{t("acceptedConflicts", { refs: decision.acceptedConflicts.join(", ") })}</span>{" "}
                {decision.conflictReason}
              </p>
            )}
            {decision.exceptionReason && (
              <p className="prose-width mt-1 text-sm">
                <span className="text-muted">{t("field.exception")}</span> {decision.exceptionReason}
              </p>
            )}
            <p className="mt-1 text-xs text-muted">
              {t("field.hash")} <span className="font-mono break-all">{decision.contentHash}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Conflicts that stand in the way of an approval; `home` null: whoever reads may not open them. */
export function OpenConflicts({ home, conflicts }: { home: string | null; conflicts: ApprovalFacts["openConflicts"] }) {
  const t = translator("versions");
  if (conflicts.length === 0) return null;
  return (
    <Callout tone="warn" title={t("openConflicts", { count: conflicts.length })} className="mb-6 max-w-5xl">
      {t("openConflictsText")}
      {home && (
        <ul className="mt-1">
          {conflicts.map(({ ref, title }) => (
            <li key={ref} className="py-0.5">
              <Link className="link font-mono" href={`${home}/conflicts/${ref}`}>
                {ref}
              </Link>{" "}
              {title}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  );
}

/** Remarks that stand in the way of an approval, each with the way to it. */
export function OpenComments({ home, comments }: { home: string; comments: ApprovalFacts["openComments"] }) {
  const t = translator("versions");
  if (comments.length === 0) return null;
  return (
    <Callout tone="warn" title={t("openComments", { count: comments.length })} className="mb-6 max-w-5xl">
      <ul className="mt-1">
        {comments.map((comment) => (
          <li key={comment.id} className="py-0.5">
            {comment.path ? (
              <Link className="link font-mono" href={`${home}${comment.path}#comments`}>
                {comment.record}
              </Link>
            ) : (
              <a className="link font-mono" href="#comments">
                {comment.record}
              </a>
            )}{" "}
            {comment.text.length > 160 ? `${comment.text.slice(0, 160)} …` : comment.text}{" "}
            <span className="text-muted">{comment.author}</span>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
