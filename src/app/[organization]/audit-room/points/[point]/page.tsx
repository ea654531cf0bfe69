import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { POINTS } from "@/domain/audit-checks/catalogue";
import type { Permission } from "@/domain/permissions";
import * as actions from "@/features/audit-room/actions";
import { CheckTable } from "@/features/audit-room/components/check-table";
import { FactList } from "@/features/audit-room/components/fact-list";
import { Notes } from "@/features/audit-room/components/notes";
import { RoomTabs } from "@/features/audit-room/components/room-tabs";
import { POINT_FACTS } from "@/features/audit-room/facts";
import { ownNotes, pointFacts } from "@/features/audit-room/queries";
import { HistoryList } from "@/features/history/components/history-list";
import { ANY } from "@/features/history/filter";
import { listHistory } from "@/features/history/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string; point: string }>;
}

const NEWEST = 5;
const pointOf = (text: string) => POINTS.find(({ point }) => String(point) === text) ?? null;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const point = pointOf((await params).point);
  return { title: point?.title ?? translator("auditRoom.points")("title") };
}

export default async function AuditPointPage({ params }: Props) {
  const { organization, point: asked } = await params;
  const access = await requireAccess(organization, "audit-room:read");
  const point = pointOf(asked);
  const found = point && (await pointFacts(access, point.point));
  if (!point || !found) notFound();
  const number = point.point;
  const entity = POINT_FACTS[number]?.newest ?? null;
  const noteRecord = `point-${number}`;
  const newest = entity && access.can("history:read") ? await listHistory(access, { ...ANY, entity }, NEWEST) : null;
  const notes = await ownNotes(access, [noteRecord]);
  const t = translator("auditRoom");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const rooms = (ROOMS[number] ?? []).filter(({ needs }) => access.can(needs));
  const { facts, checks } = found;
  const count = (result: string) => checks.filter((check) => check.result === result).length;
  return (
    <>
      <PageHeader
        title={point.title}
        clause={t("points.walk", { point: number })}
        breadcrumbs={[
          { label: t("title"), href: `${home}/audit-room` },
          { label: t("points.title"), href: `${home}/audit-room/points` },
          { label: t("points.walk", { point: number }) },
        ]}
      />
      <RoomTabs home={home} current="points" notes={access.can("audit-note:write")} />
      <section aria-labelledby="looks" className="mb-8">
        <h2 id="looks" className="mb-1 font-serif text-xl font-semibold">
          {t("points.looks")}
        </h2>
        <p className="prose-width">{t(`look.${number}`)}</p>
      </section>
      <section aria-labelledby="facts" className="mb-8 max-w-4xl">
        <h2 id="facts" className="mb-2 font-serif text-xl font-semibold">
          {t("points.facts")}
        </h2>
        {facts.length > 0 && <FactList home={home} facts={facts} />}
        {rooms.length > 0 && (
          <p className="mt-2 flex flex-wrap gap-x-6 text-sm">
            {rooms.map(({ key, path }) => (
              <Link key={key} className="link" href={home + path}>
                {key === "conflictExamples" ? t("points.conflictExamples") : translator("shell")(`rooms.${key}`)}
              </Link>
            ))}
          </p>
        )}
      </section>
      <section aria-labelledby="checks" className="mb-8">
        <h2 id="checks" className="mb-1 font-serif text-xl font-semibold">
          {t("points.checks")}
        </h2>
        <p className="prose-width mb-1 text-muted">{t("points.checksLead")}</p>
        <p className="mb-2 text-sm tabular-nums">
          {t("points.tally", { shown: count("shown"), notShown: count("not_shown"), notLookedAt: count("not_looked_at") })}
        </p>
        <CheckTable home={home} point={number} checks={checks} />
      </section>
      {newest && newest.items.length > 0 && (
        <section aria-labelledby="newest" className="mb-8">
          <h2 id="newest" className="mb-2 font-serif text-xl font-semibold">
            {t("points.newest")}
          </h2>
          <HistoryList items={newest.items} slug={slug} showRecord />
        </section>
      )}
      {access.can("audit-note:write") && (
        <section aria-labelledby="notes" className="no-print mb-8 max-w-4xl">
          <h2 id="notes" className="mb-2 font-serif text-xl font-semibold">
            {t("notes.title")}
          </h2>
          <Notes
            record={noteRecord}
            about={t("notes.point", { point: number })}
            notes={notes}
            actions={{
              add: actions.addNote.bind(null, slug),
              change: actions.changeNote.bind(null, slug),
              remove: actions.removeNote.bind(null, slug),
            }}
          />
        </section>
      )}
      <nav aria-label={t("points.title")} className="no-print flex flex-wrap justify-between gap-4 border-t pt-4 text-sm">
        <span>{number > 1 && <Neighbour home={home} point={number - 1} rel="prev" />}</span>
        <Link className="link" href={`${home}/audit-room/threads`}>
          {t("points.follow")}
        </Link>
        <span>{number < POINTS.length && <Neighbour home={home} point={number + 1} rel="next" />}</span>
      </nav>
    </>
  );
}

/** Points of which this release keeps no records, or not all; said plainly instead of left out. */
/** Rooms in which an auditor goes on looking. */
const ROOMS: Readonly<Record<number, readonly { key: string; path: string; needs: Permission }[]>> = {
  4: [{ key: "versions", path: "/versions", needs: "version:read" }],
  5: [
    { key: "communication", path: "/communication", needs: "communication:read" },
    { key: "engagement", path: "/engagement", needs: "engagement:read" },
  ],
  6: [{ key: "monitoring", path: "/monitoring", needs: "criterion:read" }],
  7: [
    { key: "reviews", path: "/reviews", needs: "review:read" },
    { key: "managementReviews", path: "/management-reviews", needs: "management-review:read" },
  ],
  8: [
    { key: "conflictExamples", path: "/conflicts?example=1", needs: "conflict:read" },
    { key: "conflicts", path: "/conflicts", needs: "conflict:read" },
  ],
};

function Neighbour({ home, point, rel }: { home: string; point: number; rel: "prev" | "next" }) {
  const title = POINTS.find((one) => one.point === point)?.title ?? "";
  return (
    <Link className="link" rel={rel} href={`${home}/audit-room/points/${point}`}>
      {rel === "prev" && "← "}
      {translator("auditRoom.points")("go", { point, title })}
      {rel === "next" && " →"}
    </Link>
  );
}
