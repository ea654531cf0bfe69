import { Plus } from "lucide-react";
import Link from "next/link";
import { LinkButton } from "@/components/ui/button";
import { RefTag } from "@/components/ui/ref-tag";
import { Timeline } from "@/components/ui/timeline";
import { translator } from "@/lib/translate";
import type { PartyEngagement, TimelineRow } from "../queries";
import { EntryOrigin, EntryStatusMark } from "./entry-marks";

interface PartyTimelineProps {
  /** "/nordwind" */
  home: string;
  party: { ref: string; adverse: boolean };
  engagement: PartyEngagement;
  today: string;
  /** The way to log another one. */
  canWrite: boolean;
}

/** What passed between a party and us, the newest first; and how engaged it is against how engaged it is wanted. */
export function PartyTimeline({ home, party, engagement, today, canWrite }: PartyTimelineProps) {
  const t = translator("engagement");
  const { entries, total } = engagement;
  return (
    <section className="mt-8 max-w-5xl" aria-labelledby="engagement-title">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="engagement-title" className="font-serif text-xl font-semibold">
          {t("party.title")}
        </h2>
        {canWrite && (
          <LinkButton
            href={`${home}/engagement/new?party=${party.ref}`}
            size="small"
            icon={<Plus aria-hidden className="size-4" />}
            className="no-print"
          >
            {t("log")}
          </LinkButton>
        )}
      </div>
      {!party.adverse && <Levels home={home} engagement={engagement} />}
      {entries.length === 0 ? (
        <p className="prose-width mt-1 text-muted">{party.adverse ? t("party.noneAdverse") : t("party.none")}</p>
      ) : (
        <div className="mt-3">
          <EntryTimeline home={home} entries={entries} today={today} />
        </div>
      )}
      {total > entries.length && (
        <p className="mt-2">
          <Link className="link inline-block min-h-6" href={`${home}/engagement?party=${party.ref}`}>
            {t("party.all", { count: total })}
          </Link>
        </p>
      )}
    </section>
  );
}

/** "Neutral now, supportive wanted", and what "now" follows from. */
function Levels({ home, engagement: { gap, seenIn } }: { home: string; engagement: PartyEngagement }) {
  const t = translator("engagement");
  const word = (level: string | null) => (level ? translator("vocabulary.engagementLevel")(level) : t("party.notSaid"));
  return (
    <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2 text-[0.9375rem]">
      <div>
        <dt className="text-sm text-muted">{t("party.now")}</dt>
        <dd>
          {word(gap.now)}
          <span className="block text-sm text-muted">
            {seenIn ? (
              <>
                {t("party.seenOn", { day: seenIn.heldOn })} <RefTag href={`${home}/engagement/${seenIn.ref}`}>{seenIn.ref}</RefTag>
              </>
            ) : (
              gap.now && t("party.byHand")
            )}
          </span>
        </dd>
      </div>
      <div>
        <dt className="text-sm text-muted">{t("party.wanted")}</dt>
        <dd>
          {word(gap.wanted)}
          {gap.missing !== null && (
            <span className="block text-sm text-muted">
              {gap.missing === 0 ? t("party.reached") : t("party.missing", { count: gap.missing })}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt className="text-sm text-muted">{t("party.last")}</dt>
        <dd>{gap.silentDays === null ? t("party.never") : t("party.daysAgo", { count: gap.silentDays })}</dd>
      </div>
    </dl>
  );
}

/** Entries of the log as a timeline. */
export function EntryTimeline({ home, entries, today }: { home: string; entries: readonly TimelineRow[]; today: string }) {
  const t = translator("engagement");
  const word = translator("vocabulary");
  return (
    <Timeline
      entries={entries.map((entry) => ({
        id: entry.ref,
        when: entry.heldOn,
        dateTime: entry.heldOn,
        by: (
          <>
            {word(`engagementType.${entry.type}`)}
            {entry.feedbackKind && ` · ${word(`feedbackKind.${entry.feedbackKind}`)}`}
            {entry.channel && ` · ${word(`engagementChannel.${entry.channel}`)}`}
          </>
        ),
        title: (
          <>
            <RefTag href={`${home}/engagement/${entry.ref}`}>{entry.ref}</RefTag>{" "}
            <span className="font-normal whitespace-pre-line">{entry.summary}</span>
          </>
        ),
        children: (
          <span className="flex flex-wrap gap-x-4 text-muted">
            {entry.type === "feedback" && <EntryStatusMark entry={entry} today={today} />}
            {entry.participants && <bdi>{entry.participants}</bdi>}
            {entry.engagementSeen && <span>{t("seenAs", { level: word(`engagementLevel.${entry.engagementSeen}`) })}</span>}
            {entry.origin !== "hand" && (
              <span>
                <EntryOrigin home={home} origin={entry.origin} originRef={entry.originRef} />
              </span>
            )}
          </span>
        ),
      }))}
    />
  );
}

/** The interactions that concern a requirement. */
export function RequirementEntries({ home, entries, today }: { home: string; entries: readonly TimelineRow[]; today: string }) {
  return (
    <section className="mt-8 max-w-5xl" aria-labelledby="engagement-title">
      <h2 id="engagement-title" className="font-serif text-xl font-semibold">
        {translator("engagement")("ofRequirement")}
      </h2>
      <div className="mt-3">
        <EntryTimeline home={home} entries={entries} today={today} />
      </div>
    </section>
  );
}
