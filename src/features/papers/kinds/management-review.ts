import { z } from "zod";
import type { FactList, FactSheet } from "@/domain/management-review-facts";
import {
  getManagementReview,
  listManagementReviews,
  type ManagementReviewRecord,
  type Minutes,
} from "@/features/management-reviews/queries";
import type { PaperBlock, PaperFact } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { type LoadedPaper, paperKind } from "../kind";

const options = z.strictObject({ ref: z.union([z.literal(""), z.string().regex(/^MR-\d{3,9}$/)]).default("") });

/** The minutes of a meeting: as they were signed, with hash and signer; before that a draft that says so. */
export const MINUTES = paperKind({
  key: "minutes",
  code: "MIN",
  clause: "9.3.3",
  permission: "management-review:read",
  formats: ["pdf", "docx", "json"],
  options,
  ofTheVersion: false,
  choices: meetingChoice,
  load: async (access, { ref }) => minutesPaper(await meetingOf(access, ref, ["signed", "held", "planned"])),
});

/** What the meeting needs on the table: agenda with facts, governing version, what is open, what it is asked to decide. */
export const MANAGEMENT_REVIEW_PACK = paperKind({
  key: "management-review-pack",
  code: "MRP",
  clause: "9.3.2",
  permission: "management-review:read",
  formats: ["pdf", "docx", "json"],
  options,
  ofTheVersion: false,
  choices: meetingChoice,
  load: async (access, { ref }) => packPaper(await meetingOf(access, ref, ["planned", "held", "signed"])),
});

async function meetingChoice(access: Access) {
  const t = translator("paperContent.review");
  const status = translator("managementReviews.status");
  const rows = await listManagementReviews(access);
  if (rows.length === 0) return [];
  return [
    {
      key: "ref",
      label: t("meeting"),
      values: [
        { value: "", label: t("nearest") },
        ...rows.map((row) => ({ value: row.ref, label: `${row.ref}, ${row.heldOn}, ${status(row.status)}` })),
      ],
    },
  ];
}

/** The meeting that is asked for, or the first one in the order of the wanted states. Throws NotFound where there is none. */
async function meetingOf(access: Access, ref: string, wanted: readonly string[]): Promise<ManagementReviewRecord> {
  if (ref !== "") return getManagementReview(access, ref);
  const rows = await listManagementReviews(access);
  const found = wanted.map((status) => rows.find((row) => row.status === status)).find((row) => row !== undefined);
  if (!found) throw new NotFound();
  return getManagementReview(access, found.ref);
}

/** Pure: the minutes from a meeting. */
export function minutesPaper(review: ManagementReviewRecord): LoadedPaper {
  const [t, m] = [translator("paperContent.review"), translator("managementReviews")];
  const { minutes } = review;
  const signed = review.status === "signed";
  const title = m(signed ? "minutesTitle" : "draftMinutes");
  return {
    title: `${title}, ${m("summary", { ref: review.ref, day: minutes.heldOn })}`,
    paper: {
      title,
      subtitle: minutes.title,
      edition: signed ? t("signedEdition", { day: review.signedAt?.slice(0, 10) ?? "" }) : t("draftEdition"),
      day: signed ? (review.signedAt?.slice(0, 10) ?? minutes.heldOn) : undefined,
      blocks: [
        ...(signed ? [] : [note(m("draftText"))]),
        { kind: "facts", facts: meetingFacts(minutes) },
        ...(minutes.enteredLate > 0 ? [note(m("enteredLate", { days: minutes.enteredLate }))] : []),
        ...minutes.items.flatMap((item) => [
          heading(`${m(`clauseOf.${item.input}`)}  ${m(`input.${item.input}`)}`),
          ...(item.answer === "no_change" ? [paragraph(m("noChangeText"))] : []),
          ...(item.answer === "blank" ? [paragraph(m("nothingSaid"))] : []),
          ...(item.discussion ? [paragraph(item.discussion)] : []),
          ...(item.decision ? [note(`${m("decision")}: ${item.decision}`)] : []),
          ...factBlocks(item.facts),
        ]),
        heading(`${m("resultsClause")}  ${m("results")}`),
        paragraph(minutes.decisions || m("noDecisions")),
        ...minutes.versions.map((version) =>
          note(`${m("approvedVersion", { number: version.number, names: version.approvedBy.join(", ") })} SHA-256 ${version.contentHash}`),
        ),
        ...actionBlocks(m("actionsRaised"), minutes.raised),
        ...actionBlocks(m("actionsCarried"), minutes.carried),
        paragraph(minutes.nextOn ? m("nextOn", { day: minutes.nextOn }) : `${m("nextMeeting")}: ${m("noNext")}`),
        ...(minutes.note ? [paragraph(minutes.note)] : []),
        ...(signed ? [heading(m("signing")), { kind: "facts" as const, facts: signatureFacts(review) }] : []),
      ],
    },
    data: {
      minutes,
      signed: signed ? { by: review.signedBy, at: review.signedAt, hash: review.signedHash, receipt: review.receipt } : null,
    },
    rowsShown: minutes.items.length,
    rowsTotal: minutes.items.length,
    filterText: "",
    suffix: review.ref,
    about: [review.id],
  };
}

/** Pure: the pack for the meeting. */
export function packPaper(review: ManagementReviewRecord): LoadedPaper {
  const [t, m] = [translator("paperContent.review"), translator("managementReviews")];
  const { minutes } = review;
  const asked = [
    ...(review.inReview ? [t("askApprove", { number: review.inReview.number, hash: review.inReview.contentHash })] : []),
    ...minutes.items.flatMap(({ facts }) => asksOf(facts)),
    t("askResults"),
  ];
  return {
    title: `${t("packTitle")}, ${m("summary", { ref: review.ref, day: minutes.heldOn })}`,
    paper: {
      title: t("packTitle"),
      subtitle: minutes.title,
      edition: t("packEdition", { day: review.periodTo ?? "" }),
      blocks: [
        { kind: "facts", facts: meetingFacts(minutes) },
        heading(t("asked")),
        { kind: "list", items: asked },
        ...(review.inReview?.changeSummary ? [paragraph(review.inReview.changeSummary)] : []),
        heading(t("agenda")),
        paragraph(
          [
            review.periodTo ? m("factsOf", { day: review.periodTo }) : "",
            review.periodFrom ? m("factsFrom", { from: review.periodFrom }) : m("factsFromStart"),
          ]
            .filter(Boolean)
            .join(", "),
        ),
        ...(review.changesSince > 0 ? [note(t("stale", { count: review.changesSince }))] : []),
        ...minutes.items.flatMap((item) => [
          heading(`${m(`clauseOf.${item.input}`)}  ${m(`input.${item.input}`)}`, 2),
          paragraph(m(`hint.${item.input}`)),
          ...factBlocks(item.facts),
        ]),
        ...actionBlocks(m("actionsCarried"), minutes.carried),
      ],
    },
    data: { meeting: minutes, inReview: review.inReview, asked },
    rowsShown: minutes.items.length,
    rowsTotal: minutes.items.length,
    filterText: "",
    suffix: review.ref,
  };
}

/** What the numbers of the agenda ask leadership to decide. */
function asksOf(facts: FactSheet | null): string[] {
  const t = translator("paperContent.review");
  const asks: Readonly<Record<string, string>> = {
    carriedOverdue: "askOverdue",
    findingsOverdue: "askFindings",
    fulfilment_not_met: "askNotMet",
    risksAbove: "askRisks",
    risksUntreated: "askUntreated",
  };
  return (facts?.figures ?? []).flatMap(({ key, value }) =>
    asks[key] && typeof value === "number" && value > 0 ? [t(asks[key], { count: value })] : [],
  );
}

function meetingFacts(minutes: Minutes): PaperFact[] {
  const m = translator("managementReviews");
  const people = [
    ...minutes.attendees.map(({ name, department, topManagement }) =>
      [name, department, topManagement ? m("topManagement") : ""].filter(Boolean).join(", "),
    ),
    ...minutes.otherAttendees,
  ];
  return [
    { label: m("heldOn"), value: [minutes.heldOn, minutes.place].filter(Boolean).join(", ") },
    { label: m("chair"), value: minutes.chair ?? m("notSaid") },
    { label: m("attendees"), value: people.join("; ") || m("notSaid") },
    ...(minutes.apologies ? [{ label: m("apologies"), value: minutes.apologies }] : []),
    { label: m("governingVersion"), value: minutes.governingVersion || m("none") },
    { label: m("minutesRef"), value: minutes.minutesRef },
    { label: m("recordedOn"), value: minutes.recordedOn },
  ];
}

function signatureFacts(review: ManagementReviewRecord): PaperFact[] {
  const m = translator("managementReviews");
  return [
    {
      label: m("signedOn"),
      value: `${m("signedByOn", { name: review.signedBy ?? "", day: review.signedAt?.slice(0, 16).replace("T", " ") ?? "" })} UTC`,
    },
    ...(review.signedLate > 0 ? [{ label: "", value: m("signedLate", { days: review.signedLate }) }] : []),
    { label: m("hash"), value: review.signedHash },
  ];
}

export function heading(text: string, level: 1 | 2 = 1): PaperBlock {
  return { kind: "heading", text, level };
}

export function paragraph(text: string): PaperBlock {
  return { kind: "paragraph", text };
}

export function note(text: string): PaperBlock {
  return { kind: "note", text };
}

/** Numbers as one line, records as tables. */
export function factBlocks(facts: FactSheet | null): PaperBlock[] {
  const m = translator("managementReviews");
  if (!facts) return [paragraph(m("noFacts"))];
  return [
    paragraph(facts.figures.map(({ key, value }) => `${value} ${m(`figure.${key}`)}`).join("  ·  ")),
    ...facts.lists.flatMap((list) => [paragraph(`${m(`list.${list.key}`)} (${list.total})`), tableOf(list)]),
  ];
}

function tableOf(list: FactList): PaperBlock {
  const [t, m] = [translator("paperContent.review"), translator("managementReviews")];
  const more = list.total - list.rows.length;
  return {
    kind: "table",
    dense: true,
    columns: [
      { label: t("ref"), mono: true, millimetres: 19 },
      { label: t("what"), share: 3 },
      { label: t("detail"), share: 2 },
    ],
    rows: [
      ...list.rows.map(({ ref, title, detail }) => [ref, title, detail]),
      ...(more > 0 ? [["", m("andMore", { count: more }), ""]] : []),
    ],
  };
}

function actionBlocks(title: string, actions: Minutes["raised"]): PaperBlock[] {
  const [t, m, d] = [translator("paperContent.review"), translator("managementReviews"), translator("managementReviews.detail")];
  return [
    heading(title, 2),
    {
      kind: "table",
      dense: true,
      columns: [
        { label: t("ref"), mono: true, millimetres: 19 },
        { label: t("what"), share: 3 },
        { label: t("who"), share: 1.2 },
        { label: t("until"), millimetres: 26 },
      ],
      rows: actions.map(({ ref, title: what, owner, dueAt }) => [ref, what, owner ?? d("unowned"), dueAt ?? d("noDay")]),
      empty: m("noActions"),
    },
  ];
}
