import { z } from "zod";
import { catalogueParty } from "@/domain/catalogue";
import type { ContentRecord } from "@/domain/register-content";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";
import { paperKind } from "../kind";
import { byId, personOf, type Reading, readingOf, recordsOf, textOf } from "../reading";
import { named, said, word, wordOf } from "../record-words";
import { asData, dayCell, inLines, paperTable, sheet } from "../sheets";

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const day = () => z.union([z.literal(""), z.string().regex(DAY)]).default("");
const options = z.strictObject({ from: day(), to: day() });

/** How the parties and their requirements were determined and handled: who was asked, what was decided, by whom, when and why. */
export const PROCESS_LOG = paperKind({
  key: "process-log",
  code: "LOG",
  clause: "4.2, 9.3",
  permission: "history:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json"],
  options,
  ofTheVersion: false,
  choices: async () => {
    const t = translator("paperContent.choice");
    return [
      { key: "from", label: t("from"), type: "day" as const },
      { key: "to", label: t("to"), type: "day" as const },
    ];
  },
  load: async (access, period) => {
    const reading = await readingOf(access, "");
    return processLog(reading, [...stepsOfRecords(reading), ...(await stepsOfMeetings(access, reading))], period);
  },
});

const STEPS = [
  "workshop",
  "vote",
  "interview",
  "ruled_out",
  "party_relevance",
  "party_confirmed",
  "elicited",
  "requirement_relevance",
  "isms_decision",
  "priority",
  "requirement_confirmed",
  "communicated",
  "fulfilment",
  "event",
  "review",
  "management_review",
  "version",
] as const;
type Step = (typeof STEPS)[number];

interface ProcessStep {
  day: string;
  step: Step;
  /** The record it is about, by ref; empty: a key of the catalogue. */
  ref: string;
  /** What it is about, in words. */
  about: string;
  outcome: string;
  who: string;
}

/** Pure: the document from its steps. */
function processLog(reading: Reading, all: readonly ProcessStep[], { from, to }: { from: string; to: string }) {
  const t = translator("paperContent");
  const order = new Map(STEPS.map((step, at) => [step, at]));
  const steps = all
    .filter(({ day: at }) => at !== "" && (from === "" || at >= from) && (to === "" || at <= to))
    .sort(
      (a, b) => compare(a.day, b.day) || order.get(a.step)! - order.get(b.step)! || a.ref.length - b.ref.length || compare(a.ref, b.ref),
    );
  const counted = STEPS.map((step) => ({ step, count: steps.filter((one) => one.step === step).length })).filter(({ count }) => count > 0);
  const table = sheet({
    key: "steps",
    name: t("sheet.process"),
    rows: steps,
    columns: [
      { key: "day", label: t("column.day"), width: 12, read: (one) => dayCell(one.day) },
      { key: "step", label: t("column.step"), width: 34, read: ({ step }) => t(`process.step.${step}`), raw: ({ step }) => step },
      { key: "ref", label: t("column.ref"), width: 12, read: ({ ref }) => ref },
      { key: "about", label: t("column.about"), width: 60, read: ({ about }) => about },
      { key: "outcome", label: t("column.outcome"), width: 60, read: ({ outcome }) => outcome },
      { key: "who", label: t("column.who"), width: 24, read: ({ who }) => who },
    ],
  });
  const period = [from && t("filter.from", { day: from }), to && t("filter.to", { day: to })].filter(Boolean).join(", ");
  return {
    title: t("process.title"),
    paper: {
      title: t("process.title"),
      subtitle: t("process.subtitle", { organization: reading.organizationName }),
      landscape: true,
      blocks: [
        ...(counted.length > 0
          ? [
              {
                kind: "facts" as const,
                facts: counted.map(({ step, count }) => ({ label: t(`process.step.${step}`), value: String(count) })),
              },
            ]
          : []),
        { kind: "heading" as const, text: t("process.steps") },
        paperTable(
          steps,
          [
            { label: t("column.day"), millimetres: 24, read: (one) => one.day },
            { label: t("column.step"), share: 1.2, read: ({ step }) => t(`process.step.${step}`) },
            { label: t("column.ref"), mono: true, millimetres: 20, read: ({ ref }) => ref },
            { label: t("column.about"), share: 2.2, read: ({ about }) => about },
            { label: t("column.outcome"), share: 2.4, read: ({ outcome }) => outcome },
            { label: t("column.who"), share: 1, read: ({ who }) => who },
          ],
          { empty: t("process.empty"), dense: true },
        ),
      ],
    },
    sheets: [table.xlsx],
    data: asData([table]),
    rowsShown: steps.length,
    rowsTotal: all.filter((one) => one.day !== "").length,
    filterText: period,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What the records themselves tell: decisions, confirmations, where a requirement came from. */
function stepsOfRecords(reading: Reading): ProcessStep[] {
  const t = translator("paperContent.process");
  const parties = byId(reading, "interested-party");
  const both = (entity: "interested-party" | "requirement") => [
    ...recordsOf(reading, entity),
    ...recordsOf(reading, entity, { retired: true }),
  ];
  const step = (kind: Step, record: ContentRecord, at: string, who: string, outcome: string): ProcessStep[] =>
    textOf(record, at) === ""
      ? []
      : [
          {
            day: textOf(record, at),
            step: kind,
            ref: textOf(record, "ref"),
            about: textOf(record, "name") || inLines(textOf(record, "statement"), named(parties.get(textOf(record, "partyId")))),
            outcome,
            who: personOf(reading, record, who),
          },
        ];
  return [
    ...both("interested-party").flatMap((party) => [
      ...step(
        "party_relevance",
        party,
        "relevanceDecidedAt",
        "relevanceDecidedById",
        said(wordOf(party, "relevance", "partyRelevance"), textOf(party, "relevanceRationale")),
      ),
      ...step("party_confirmed", party, "confirmedAt", "", textOf(party, "confirmationMethod")),
    ]),
    ...both("requirement").flatMap((record) => [
      ...step(
        "elicited",
        record,
        "elicitedAt",
        "",
        said(wordOf(record, "elicitationMethod", "elicitationMethod") || t("elicited"), textOf(record, "elicitationNote")),
      ),
      ...step(
        "requirement_relevance",
        record,
        "relevanceDecidedAt",
        "relevanceDecidedById",
        said(wordOf(record, "relevance", "requirementRelevance"), textOf(record, "discardReason") || textOf(record, "relevanceRationale")),
      ),
      ...step(
        "isms_decision",
        record,
        "ismsDecidedAt",
        "ismsDecidedById",
        said(wordOf(record, "ismsDecision", "ismsDecision"), textOf(record, "ismsDecisionRationale")),
      ),
      ...step(
        "priority",
        record,
        "priorityDecidedAt",
        "priorityDecidedById",
        said(wordOf(record, "priority", "priority"), textOf(record, "priorityJustification")),
      ),
      ...step("requirement_confirmed", record, "confirmedAt", "", textOf(record, "confirmationMethod")),
      ...step("communicated", record, "communicatedAt", "", t("communicated")),
      ...step(
        "fulfilment",
        record,
        "fulfilmentAssessedAt",
        "",
        said(wordOf(record, "fulfilmentStatus", "fulfilmentStatus"), textOf(record, "fulfilmentNote")),
      ),
    ]),
  ];
}

/** What happened in rooms and in conversations: workshops, interviews, parties ruled out, events, reviews, management reviews, approvals. */
async function stepsOfMeetings(access: Access, reading: Reading): Promise<ProcessStep[]> {
  const t = translator("paperContent.process");
  const organization = access.organization.id;
  const parties = byId(reading, "interested-party");
  const person = (id: string | null) => reading.people.get(id ?? "") ?? "";
  const found = await inTenant(access, async (tx) => ({
    workshops: await tx.$queryRaw<
      {
        ref: string;
        title: string;
        kind: string;
        day: string;
        who: string | null;
        participants: string[];
        departments: string[];
        entries: number;
        promoted: number;
        parties: number;
      }[]
    >`
      SELECT w.ref, w.title, w.kind, w.held_on::text AS day, w.facilitator_id::text AS who, w.participants, w.departments, cardinality(w.party_ids) AS parties,
             (SELECT count(*)::int FROM workshop_entry e WHERE e.organization_id = w.organization_id AND e.workshop_id = w.id) AS entries,
             (SELECT count(*)::int FROM workshop_entry e WHERE e.organization_id = w.organization_id AND e.workshop_id = w.id AND e.status IN ('promoted', 'merged')) AS promoted
        FROM workshop w WHERE w.organization_id = ${organization}::uuid`,
    interviews: await tx.$queryRaw<
      {
        ref: string;
        partyId: string;
        method: string;
        day: string;
        who: string | null;
        interviewees: string;
        answers: number;
        used: string[] | null;
      }[]
    >`
      SELECT i.ref, i.party_id::text AS "partyId", i.method, i.held_on::text AS day, i.interviewer_id::text AS who, i.interviewees,
             (SELECT count(*)::int FROM interview_answer a WHERE a.organization_id = i.organization_id AND a.interview_id = i.id AND a.answer <> '') AS answers,
             (SELECT array_agg(DISTINCT used) FROM interview_answer a, unnest(a.used_for) AS used
               WHERE a.organization_id = i.organization_id AND a.interview_id = i.id) AS used
        FROM interview i WHERE i.organization_id = ${organization}::uuid`,
    exclusions: await tx.$queryRaw<{ key: string; reason: string; day: string; who: string | null }[]>`
      SELECT template_key AS key, reason, decided_at::text AS day, decided_by_id::text AS who FROM catalogue_exclusion
       WHERE organization_id = ${organization}::uuid AND withdrawn_at IS NULL`,
    events: await tx.$queryRaw<{ ref: string; title: string; day: string; who: string | null; status: string; reason: string }[]>`
      SELECT ref, title, occurred_on::text AS day, logged_by_id::text AS who, status, dismissed_reason AS reason FROM trigger_event
       WHERE organization_id = ${organization}::uuid`,
    reviews: await tx.$queryRaw<
      {
        ref: string;
        title: string;
        day: string;
        who: string | null;
        result: string;
        outcome: string;
        items: number;
        participants: number;
      }[]
    >`
      SELECT r.ref, r.title, r.completed_on::text AS day, r.completed_by_id::text AS who, r.result, r.outcome,
             cardinality(r.participant_ids) + cardinality(r.other_participants) AS participants,
             (SELECT count(*)::int FROM review_item i WHERE i.organization_id = r.organization_id AND i.review_id = r.id) AS items
        FROM review r WHERE r.organization_id = ${organization}::uuid AND r.status = 'completed' AND r.completed_on IS NOT NULL`,
    meetings: await tx.$queryRaw<{ ref: string; title: string; day: string; who: string | null; decisions: string }[]>`
      SELECT ref, title, held_on::text AS day, chair_id::text AS who, decisions FROM management_review
       WHERE organization_id = ${organization}::uuid AND status IN ('held', 'signed')`,
  }));
  return [
    ...found.workshops.map(
      ({ ref, title, kind, day: at, who, participants, departments, entries, promoted, parties: placed }): ProcessStep => ({
        day: at,
        step: kind === "voting" ? "vote" : "workshop",
        ref,
        about: inLines(title, departments.join(", ")),
        outcome:
          kind === "voting"
            ? t("voteOutcome", { people: participants.length, count: placed })
            : t("workshopOutcome", { people: participants.length, entries, promoted }),
        who: person(who),
      }),
    ),
    ...found.interviews.map(
      ({ ref, partyId, method, day: at, who, interviewees, answers, used }): ProcessStep => ({
        day: at,
        step: "interview",
        ref,
        about: inLines(named(parties.get(partyId)), interviewees),
        outcome: inLines(
          `${word("elicitationMethod", method)}: ${t("interviewOutcome", { count: answers })}`,
          used && t("usedFor", { refs: [...new Set(used.map((one) => /[A-Z]+-\d+/.exec(one)?.[0] ?? ""))].filter(Boolean).join(", ") }),
        ),
        who: person(who),
      }),
    ),
    ...found.exclusions.map(
      ({ key, reason, day: at, who }): ProcessStep => ({
        day: at,
        step: "ruled_out",
        ref: "",
        about: catalogueParty(key)?.name ?? key,
        outcome: reason,
        who: person(who),
      }),
    ),
    ...found.events.map(
      ({ ref, title, day: at, who, status, reason }): ProcessStep => ({
        day: at,
        step: "event",
        ref,
        about: title,
        outcome: status === "dismissed" ? said(t("event.dismissed"), reason) : t(`event.${status}`),
        who: person(who),
      }),
    ),
    ...found.reviews.map(
      ({ ref, title, day: at, who, result, outcome, items, participants }): ProcessStep => ({
        day: at,
        step: "review",
        ref,
        about: inLines(title, t("reviewSize", { items, people: participants })),
        outcome: said(t(result === "no_change" ? "noChange" : "changes"), outcome),
        who: person(who),
      }),
    ),
    ...found.meetings.map(
      ({ ref, title, day: at, who, decisions }): ProcessStep => ({
        day: at,
        step: "management_review",
        ref,
        about: title,
        outcome: decisions,
        who: person(who),
      }),
    ),
    ...reading.versions.map(
      ({ number, approvedOn, approvers, changeSummary }): ProcessStep => ({
        day: approvedOn ?? "",
        step: "version",
        ref: number,
        about: t("versionAbout", { number }),
        outcome: changeSummary,
        who: approvers.join(", "),
      }),
    ),
  ];
}
