import type { ImportComment, ImportProposal, PartyProposal, RequirementProposal } from "@/domain/import/proposal";
import { applyLegalForce } from "@/domain/requirement";
import type { SourceType } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { LinkTarget, Values } from "@/server/record";
import type { BatchChoices } from "./batch-choices";

/** What a record of the import needs to know of its surroundings. */
export interface Surroundings {
  fileName: string;
  /** The day and the person of the commit: they stand beside decisions that a column brought along. */
  day: string;
  userId: string | null;
  choices: BatchChoices;
  /** Text in an owner column, folded -> the member it names. */
  owners: ReadonlyMap<string, string>;
}

export interface Remark {
  text: string;
  origin: string;
}

export interface ImportedRecord {
  values: Values;
  comments: Remark[];
}

type Fields = PartyProposal["fields"];
const t = () => translator("import.note");

/** Stands for the row while the sentence is made. */
const ROW = "\u001frow\u001f";
const froms = new WeakMap<Surroundings, string[]>();

/** Where a record comes from. Each record of an import says it, so the sentence is made once and the row put in. */
function from(around: Surroundings, row: number): string {
  let parts = froms.get(around);
  if (!parts) {
    parts = t()("from", { file: around.fileName, row: ROW }).split(ROW);
    froms.set(around, parts);
  }
  return parts.join(String(row));
}

/** Fields of the register file that a column can bring and that go to a field of the same meaning. */
const PARTY_FIELDS: Readonly<Record<string, string>> = {
  party_kind: "kind",
  relation: "relation",
  party_relevance_rationale: "relevanceRationale",
  pestle: "pestle",
  influence_vector: "influenceVector",
  support: "support",
  attitude: "attitude",
  imposes_law: "imposesLaw",
  engagement_current: "engagementCurrent",
  engagement_target: "engagementTarget",
  representative: "representative",
  identification_method: "identificationMethod",
  party_confirmed_at: "confirmedAt",
  party_confirmed_by: "confirmedBy",
  party_last_reviewed: "lastReviewedAt",
};

const REQUIREMENT_FIELDS: Readonly<Record<string, string>> = {
  party_wording: "partyWording",
  elicitation_method: "elicitationMethod",
  discard_reason: "discardReason",
  isms_decision_rationale: "ismsDecisionRationale",
  priority: "priority",
  priority_justification: "priorityJustification",
  impact_if_unmet: "impactIfUnmet",
  impact_categories: "impactCategories",
  isms_impact: "ismsImpact",
  confirmed_at: "confirmedAt",
  confirmation_method: "confirmationMethod",
  fulfilment_status: "fulfilmentStatus",
  fulfilment_assessed_at: "fulfilmentAssessedAt",
  communicated_at: "communicatedAt",
  climate_related: "climateRelated",
  effective_to: "effectiveTo",
};

/** What an adverse party cannot have: aims instead of rights (rule 7). A file that says so is kept in the note. */
const NOT_FOR_ADVERSE = new Set(["engagementCurrent", "engagementTarget", "confirmedAt", "confirmedBy"]);

/**
 * A party as it is created: a candidate with open decisions, unless a column says otherwise (samples/README.md, rule 3). What fits no field stands in
 * the note, nothing is dropped.
 */
export function partyRecord(party: PartyProposal, around: Surroundings, ref: string | null): ImportedRecord {
  const notes = [party.note];
  const values: Values = {
    ref,
    name: party.name,
    templateKey: party.template && party.templateCertain ? party.template : null,
    category: party.category ?? around.choices.categoryForNone,
    members: party.members,
    power: party.powerScore,
    interest: party.interestScore,
    adverse: party.adverse,
    identificationMethod: "import",
    identificationNote: from(around, party.row),
    ...status(party.fields.party_status, ["candidate", "active", "retired"], "candidate", around),
  };
  const left: Fields = {};
  for (const [name, value] of Object.entries(party.fields)) {
    const field = PARTY_FIELDS[name];
    if (field && !(party.adverse && NOT_FOR_ADVERSE.has(field))) values[field] = value;
    else if (!["party_status", "party_relevance", "party_owner", "party_ref"].includes(name)) left[name] = value;
  }
  if (values.confirmedAt === undefined && values.confirmedBy) left.party_confirmed_by = take(values, "confirmedBy");
  const relevance = party.fields.party_relevance;
  if (relevance === "relevant" || relevance === "not_relevant")
    Object.assign(values, { relevance, relevanceDecidedAt: around.day, relevanceDecidedById: around.userId });
  Object.assign(values, owner(party.fields.party_owner, around));
  notes.push(...refNote(party.fields.party_ref, ref), ...inWords(left));
  if (party.asWritten.replace(/\s+/g, " ") !== party.name) notes.push(t()("asWritten", { row: party.row, text: party.asWritten }));
  values.note = joinNotes(notes);
  return { values, comments: cellComments(party.comments, party.row, around) };
}

/**
 * A requirement as it is created: a draft with source type import and open decisions, unless a column says otherwise. Legal force binds as everywhere
 * (rule 3). References that cannot be taken as they are (2013 controls, ambiguous numbers) stand in the note and in an open comment.
 */
export function requirementRecord(requirement: RequirementProposal, around: Surroundings, ref: string | null): ImportedRecord {
  const { fields } = requirement;
  const notes = [requirement.note];
  const kind = requirement.kind ?? around.choices.kindForNone;
  const sourceType = typeof fields.source_type === "string" ? (fields.source_type as SourceType) : "import";
  const asked = { strength: requirement.strength, binding: requirement.binding ?? ("undecided" as const) };
  const forced = applyLegalForce({ kind, sourceType, obligationCount: 0, ...asked });
  const values: Values = {
    ref,
    statement: requirement.statement,
    kind,
    strength: forced.strength,
    binding: forced.binding,
    sourceType,
    sourceRef: requirement.sourceRef ?? "",
    sourceLocator: requirement.sourceLocator ?? "",
    cia: requirement.cia,
    howAddressed: requirement.howAddressed ?? "",
    lastReviewedAt: requirement.lastReviewed,
    elicitationNote: from(around, requirement.row),
    links: linksOf(requirement),
    ...status(requirement.retired ? "retired" : fields.status, ["draft", "active", "retired"], "draft", around),
  };
  const left: Fields = {};
  const handled = ["status", "source_type", "relevance", "isms_decision", "requirement_ref"];
  for (const [name, value] of Object.entries(fields)) {
    const field = REQUIREMENT_FIELDS[name];
    if (field) values[field] = value;
    else if (!handled.includes(name)) left[name] = value;
  }
  if (fields.relevance === "relevant" || fields.relevance === "discarded")
    Object.assign(values, { relevance: fields.relevance, relevanceDecidedAt: around.day, relevanceDecidedById: around.userId });
  if (fields.isms_decision === "addressed" || fields.isms_decision === "not_addressed")
    Object.assign(values, { ismsDecision: fields.isms_decision, ismsDecidedAt: around.day, ismsDecidedById: around.userId });
  if (values.priority) Object.assign(values, { priorityDecidedAt: around.day, priorityDecidedById: around.userId });
  Object.assign(values, owner(requirement.owner ?? undefined, around));
  if (asked.strength && forced.changed.strength)
    notes.push(t()("forced", { field: "strength", value: asked.strength, force: forced.force ?? "" }));
  if (requirement.binding && requirement.binding !== "undecided" && forced.changed.binding)
    notes.push(t()("forced", { field: "binding", value: requirement.binding, force: forced.force ?? "" }));
  notes.push(...refNote(fields.requirement_ref, ref), ...inWords(left));
  if (requirement.asWritten !== null) notes.push(t()("asWritten", { row: requirement.row, text: requirement.asWritten }));
  const comments = cellComments(requirement.comments, requirement.row, around);
  for (const remark of openReferences(requirement)) {
    notes.push(remark);
    comments.push({ text: remark, origin: t()("origin", { file: around.fileName, row: requirement.row }) });
  }
  values.note = joinNotes(notes);
  return { values, comments };
}

/** What a party of the file adds to one that exists: empty fields are filled, what differs is noted beside, nothing is overwritten. */
export function additionTo(before: Values, imported: ImportedRecord, around: Surroundings, party: PartyProposal): Values {
  const patch: Values = {};
  const differing: string[] = [];
  for (const [field, value] of Object.entries(imported.values)) {
    if (KEEPS_ITS_OWN.has(field) || isEmpty(value)) continue;
    // Only what the file itself says counts against what stands there.
    if (field === "category" && party.categoryFrom !== "column" && party.categoryFrom !== "section") continue;
    const stands = before[field];
    if (field === "members") {
      const all = [...new Set([...(stands as string[]), ...(value as string[])])];
      if (all.length > (stands as string[]).length) patch.members = all;
    } else if (isEmpty(stands)) patch[field] = value;
    else if (JSON.stringify(stands) !== JSON.stringify(value))
      differing.push(`${field}: ${Array.isArray(value) ? value.join(", ") : String(value)}`);
  }
  // A decision is taken over as a whole or not at all.
  if (before.relevance !== "undecided" || !("relevanceDecidedAt" in patch)) for (const field of DECISION) delete patch[field];
  else patch.relevance = imported.values.relevance;
  const own = typeof before.name === "string" && before.name !== imported.values.name ? [`name: ${String(imported.values.name)}`] : [];
  const said = [...own, ...differing, ...(imported.values.note ? [String(imported.values.note)] : [])];
  if (said.length > 0)
    patch.note = joinNotes([String(before.note ?? ""), t()("added", { file: around.fileName, row: party.row, text: said.join("; ") })]);
  return patch;
}

const DECISION = ["relevance", "relevanceDecidedAt", "relevanceDecidedById", "relevanceRationale"];
// The ref, the state and where it first came from are the existing record's own; adverse changes what a party is and is decided there.
const KEEPS_ITS_OWN = new Set([
  "ref",
  "name",
  "note",
  "templateKey",
  "status",
  "retiredAt",
  "retiredReason",
  "kind",
  "relevance",
  "identificationMethod",
  "identificationNote",
  "adverse",
  "imposesLaw",
  "scoresAreTemplateDefaults",
  "silent",
]);

function status(said: unknown, known: readonly string[], usual: string, around: Surroundings): Values {
  const value = known.find((option) => option === said) ?? usual;
  const retired = value === "retired";
  return { status: value, retiredAt: retired ? around.day : null, retiredReason: retired ? t()("retired", { file: around.fileName }) : "" };
}

function owner(text: unknown, around: Surroundings): Values {
  if (typeof text !== "string" || text === "") return {};
  const member = around.owners.get(ownerKey(text));
  return member ? { ownerId: member } : { ownerLabel: text };
}

/** How an owner's name or address is compared. */
export function ownerKey(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}

function linksOf(requirement: RequirementProposal): LinkTarget[] {
  if (requirement.clauses.length + requirement.controls.length === 0) return [];
  const rationale = t()("link");
  return [
    ...requirement.clauses.map((targetRef) => ({ targetType: "clause", targetRef, rationale })),
    ...requirement.controls.map((targetRef) => ({ targetType: "control", targetRef, rationale })),
  ];
}

function openReferences(requirement: RequirementProposal): string[] {
  const remarks: string[] = [];
  const untaken = requirement.controlsSuggested.filter((control) => !requirement.controls.includes(control));
  if (requirement.controlsLegacy.length > 0)
    remarks.push(
      t()("legacy", {
        text: requirement.controlsLegacy.join(", "),
        controls: untaken.join(", ") || requirement.controlsSuggested.join(", "),
      }),
    );
  for (const { text, options } of requirement.controlsAmbiguous) remarks.push(t()("ambiguous", { text, options: options.join(", ") }));
  return remarks;
}

function cellComments(comments: readonly ImportComment[], row: number, around: Surroundings): Remark[] {
  return comments.map(({ author, text }) => ({
    text,
    origin: t()(author ? "originBy" : "origin", { file: around.fileName, row, author }),
  }));
}

function refNote(given: unknown, kept: string | null): string[] {
  return typeof given === "string" && given !== "" && given !== kept ? [t()("ref", { ref: given })] : [];
}

function inWords(left: Fields): string[] {
  return Object.entries(left).map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(", ") : String(value)}`);
}

function take(values: Values, field: string): string {
  const value = String(values[field]);
  delete values[field];
  return value;
}

function joinNotes(notes: readonly string[]): string {
  return [...new Set(notes.flatMap((note) => (note ? [note] : [])))].join("\n");
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0);
}

/** Requirements that will be written, with their party: neither left out nor standing in the register already. */
export function requirementsToWrite(
  proposal: ImportProposal,
  choices: BatchChoices,
  standing: ReadonlyMap<string, string>,
): { party: PartyProposal; requirement: RequirementProposal }[] {
  return proposal.parties
    .filter((party) => !party.skip)
    .flatMap((party) =>
      party.requirements
        .filter((requirement) => !requirement.skip && (!standing.has(requirement.id) || choices.again[requirement.id] === true))
        .map((requirement) => ({ party, requirement })),
    );
}
