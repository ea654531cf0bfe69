import { z } from "zod";
import { type LineRow, wholePlan } from "@/features/communication/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";
import { paperKind } from "../kind";
import { word } from "../record-words";
import { asData, dayCell, inLines, paperTable, sheet } from "../sheets";

interface AuthorityContact {
  party: string;
  name: string;
  role: string;
  email: string;
  phone: string;
}

/** The communication plan (7.4): on what, when, with whom, how, who; and whom to reach at the authorities, for whoever may read contacts. */
export const COMMUNICATION_PLAN = paperKind({
  key: "communication-plan",
  code: "COM",
  clause: "7.4",
  permission: "communication:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json"],
  options: z.strictObject({}),
  ofTheVersion: false,
  load: async (access) => planPaper(access.organization.name, await wholePlan(access), await authorities(access)),
});

/** Pure: the document from its lines. `contacts` null: the reader may not see any. */
function planPaper(organization: string, lines: readonly LineRow[], contacts: readonly AuthorityContact[] | null) {
  const t = translator("paperContent");
  const c = translator("communication");
  const party = (line: LineRow) => `${line.partyRef} ${line.partyName}`;
  const due = (line: LineRow) => [line.nextDueOn, line.state === "planned" ? null : c(`state.${line.state}`)].filter(Boolean).join(" ");
  const table = sheet({
    key: "lines",
    name: t("sheet.communicationPlan"),
    rows: lines,
    columns: [
      { key: "ref", label: c("column.ref"), width: 10, read: ({ ref }) => ref },
      { key: "party", label: c("column.party"), width: 34, read: party },
      { key: "what", label: c("column.what"), width: 50, read: ({ what }) => what },
      { key: "when", label: c("column.when"), width: 34, read: ({ when }) => when },
      { key: "next_due", label: c("column.nextDue"), width: 12, read: ({ nextDueOn }) => dayCell(nextDueOn ?? "") },
      { key: "state", label: c("column.state"), width: 12, read: ({ state }) => c(`state.${state}`), raw: ({ state }) => state },
      { key: "with_whom", label: c("column.withWhom"), width: 26, read: ({ withWhom }) => withWhom },
      { key: "how", label: c("column.how"), width: 26, read: ({ how }) => how },
      { key: "owner", label: c("column.owner"), width: 22, read: ({ ownerName }) => ownerName },
      { key: "last_done", label: c("column.lastDone"), width: 12, read: ({ lastDoneOn }) => dayCell(lastDoneOn ?? "") },
    ],
  });
  const reach = sheet({
    key: "authorities",
    name: t("sheet.authorities"),
    rows: contacts ?? [],
    columns: [
      { key: "party", label: c("column.party"), width: 40, read: (one) => one.party },
      { key: "name", label: t("communication.contact"), width: 30, read: ({ name }) => name },
      { key: "role", label: t("communication.role"), width: 30, read: ({ role }) => role },
      { key: "email", label: t("communication.email"), width: 34, read: ({ email }) => email },
      { key: "phone", label: t("communication.phone"), width: 22, read: ({ phone }) => phone },
    ],
  });
  const title = t("communication.planTitle");
  return {
    title,
    paper: {
      title,
      subtitle: t("communication.planSubtitle", { organization }),
      landscape: true,
      blocks: [
        paperTable(
          lines,
          [
            { label: c("column.party"), share: 1.3, read: party },
            { label: c("column.what"), share: 2, read: ({ what }) => what },
            { label: c("column.when"), share: 1.5, read: ({ when }) => when },
            { label: c("column.nextDue"), millimetres: 24, read: due },
            { label: c("column.withWhom"), share: 1, read: ({ withWhom }) => withWhom },
            { label: c("column.how"), share: 1, read: ({ how }) => how },
            { label: c("column.owner"), share: 0.9, read: ({ ownerName }) => ownerName ?? "" },
            { label: c("column.ref"), mono: true, millimetres: 20, read: ({ ref }) => ref },
          ],
          { empty: t("communication.planEmpty"), dense: true },
        ),
        ...(contacts
          ? [
              { kind: "heading" as const, text: t("communication.authorities") },
              paperTable(
                contacts,
                [
                  { label: c("column.party"), share: 1.4, read: (one) => one.party },
                  { label: t("communication.contact"), share: 1.2, read: ({ name, role }) => inLines(name, role) },
                  { label: t("communication.email"), share: 1.4, read: ({ email }) => email },
                  { label: t("communication.phone"), share: 0.8, read: ({ phone }) => phone },
                ],
                { empty: t("communication.noAuthorities"), dense: true },
              ),
            ]
          : []),
      ],
    },
    sheets: contacts ? [table.xlsx, reach.xlsx] : [table.xlsx],
    data: asData(contacts ? [table, reach] : [table]),
    rowsShown: lines.length,
    rowsTotal: lines.length,
    filterText: "",
  };
}

/** Who speaks for those whose word is law for us; null where the reader may not see contacts. */
async function authorities(access: Access): Promise<AuthorityContact[] | null> {
  if (!access.can("contact:read")) return null;
  return inTenant(
    access,
    (tx) => tx.$queryRaw<AuthorityContact[]>`
      SELECT p.ref || ' ' || p.name AS party, c.name, c.role, c.email, c.phone FROM interested_party p
        JOIN party_contact c ON c.organization_id = p.organization_id AND c.party_id = p.id AND c.retired_at IS NULL
       WHERE p.organization_id = ${access.organization.id}::uuid AND p.imposes_law AND p.category = 'external' AND p.status <> 'retired' AND NOT p.adverse
       ORDER BY p.name_key, p.id, c.created_at, c.id`,
  );
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const day = () => z.union([z.literal(""), z.string().regex(DAY)]).default("");

interface LogEntry {
  ref: string;
  heldOn: string;
  party: string;
  type: string;
  channel: string;
  summary: string;
  participants: string;
  ours: string[];
  requirements: string[];
  documents: string[];
  answer: string;
}

/** What was said to whom, and what was heard: the log of interactions of a period. */
export const COMMUNICATION_LOG = paperKind({
  key: "communication-log",
  code: "CLG",
  clause: "7.4, 9.3",
  permission: "engagement:read",
  formats: ["pdf", "docx", "xlsx", "csv", "json"],
  options: z.strictObject({ from: day(), to: day() }),
  ofTheVersion: false,
  choices: async () => {
    const t = translator("paperContent.choice");
    return [
      { key: "from", label: t("from"), type: "day" as const },
      { key: "to", label: t("to"), type: "day" as const },
    ];
  },
  load: async (access, { from, to }) => {
    const { entries, total } = await logOf(access, from, to);
    return logPaper(access.organization.name, entries, total, { from, to });
  },
});

async function logOf(access: Access, from: string, to: string): Promise<{ entries: LogEntry[]; total: number }> {
  return inTenant(access, async (tx) => {
    const organization = access.organization.id;
    const entries = await tx.$queryRaw<LogEntry[]>`
      SELECT e.ref, e.held_on::text AS "heldOn", coalesce(p.ref || ' ' || p.name, '') AS party, e.type, e.channel, e.summary, e.participants,
             e.document_refs AS documents, concat_ws(E'\n', nullif(e.response, ''), nullif(e.outcome, '')) AS answer,
             ARRAY(SELECT u.name FROM user_account u JOIN membership m ON m.user_id = u.id AND m.organization_id = e.organization_id
                    WHERE u.id::text = ANY(e.our_participant_ids) ORDER BY u.name) AS ours,
             ARRAY(SELECT r.ref FROM requirement r WHERE r.organization_id = e.organization_id AND r.id::text = ANY(e.requirement_ids)
                    ORDER BY length(r.ref), r.ref) AS requirements
        FROM engagement e LEFT JOIN interested_party p ON p.organization_id = e.organization_id AND p.id = e.party_id
       WHERE e.organization_id = ${organization}::uuid AND e.retired_at IS NULL
         AND (${from} = '' OR e.held_on::text >= ${from}) AND (${to} = '' OR e.held_on::text <= ${to})
       ORDER BY e.held_on, length(e.ref), e.ref`;
    const total = await tx.engagement.count({ where: { organizationId: organization, retiredAt: null } });
    return { entries, total };
  });
}

/** Pure: the document from its entries. */
function logPaper(organization: string, entries: readonly LogEntry[], total: number, { from, to }: { from: string; to: string }) {
  const t = translator("paperContent");
  const c = translator("communication");
  const type = (one: LogEntry) => word("engagementType", one.type);
  const channel = (one: LogEntry) => one.channel && word("engagementChannel", one.channel);
  const table = sheet({
    key: "interactions",
    name: t("sheet.communicationLog"),
    rows: entries,
    columns: [
      { key: "day", label: t("column.day"), width: 12, read: ({ heldOn }) => dayCell(heldOn) },
      { key: "ref", label: t("column.ref"), width: 12, read: ({ ref }) => ref },
      { key: "party", label: c("column.party"), width: 34, read: ({ party }) => party },
      { key: "type", label: t("communication.type"), width: 14, read: type, raw: (one) => one.type },
      { key: "channel", label: t("communication.channel"), width: 14, read: channel, raw: (one) => one.channel },
      { key: "summary", label: t("communication.summary"), width: 60, read: ({ summary }) => summary },
      { key: "participants", label: t("communication.participants"), width: 30, read: ({ participants }) => participants },
      { key: "ours", label: t("communication.ours"), width: 26, read: ({ ours }) => ours.join(", "), raw: ({ ours }) => ours },
      {
        key: "requirements",
        label: t("column.requirements"),
        width: 24,
        read: ({ requirements }) => requirements.join(", "),
        raw: ({ requirements }) => requirements,
      },
      {
        key: "documents",
        label: t("communication.documents"),
        width: 20,
        read: ({ documents }) => documents.join(", "),
        raw: ({ documents }) => documents,
      },
      { key: "answer", label: t("communication.answer"), width: 50, read: ({ answer }) => answer },
    ],
  });
  const title = t("communication.logTitle");
  return {
    title,
    paper: {
      title,
      subtitle: t("communication.logSubtitle", { organization }),
      landscape: true,
      blocks: [
        paperTable(
          entries,
          [
            { label: t("column.day"), millimetres: 24, read: ({ heldOn }) => heldOn },
            { label: c("column.party"), share: 1.2, read: ({ party }) => party },
            { label: t("communication.type"), share: 0.8, read: (one) => inLines(type(one), channel(one)) },
            { label: t("communication.summary"), share: 2.4, read: ({ summary, answer }) => inLines(summary, answer) },
            {
              label: t("communication.participants"),
              share: 1.2,
              read: ({ participants, ours }) => inLines(participants, ours.join(", ")),
            },
            {
              label: t("column.requirements"),
              share: 0.8,
              mono: true,
              read: ({ requirements, documents }) => [...requirements, ...documents].join(" "),
            },
            { label: t("column.ref"), mono: true, millimetres: 20, read: ({ ref }) => ref },
          ],
          { empty: t("communication.logEmpty"), dense: true },
        ),
      ],
    },
    sheets: [table.xlsx],
    data: asData([table]),
    rowsShown: entries.length,
    rowsTotal: total,
    filterText: [from && t("filter.from", { day: from }), to && t("filter.to", { day: to })].filter(Boolean).join(", "),
  };
}
