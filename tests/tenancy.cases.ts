import { tmpdir } from "node:os";
import path from "node:path";
import { hash } from "@node-rs/argon2";
import { v7 as uuid } from "uuid";
import { drawSample } from "@/domain/audit-sample";
import { addDays } from "@/domain/dates";
import { actionChange, auditChange, newAction, newAudit } from "@/features/actions/schema";
import { ACTION_TABLE } from "@/features/actions/table";
import { newSheet, sheetHandOut } from "@/features/assurance/schema";
import { budgetLineChange, newBudgetLine } from "@/features/budget/schema";
import { BUDGET_TABLE } from "@/features/budget/table";
import { editRowsInput } from "@/features/bulk-edit/schema";
import { pickInput } from "@/features/catalogue/schema";
import { ISSUE_TABLE } from "@/features/context-issues/table";
import { controlChange, newControl } from "@/features/controls/schema";
import { CONTROL_TABLE } from "@/features/controls/table";
import { documentChange, newDocument } from "@/features/documents/schema";
import { DOCUMENT_TABLE } from "@/features/documents/table";
import { evidenceChange, fileReplacement, newEvidence } from "@/features/evidence/schema";
import { EVIDENCE_TABLE } from "@/features/evidence/table";
import { findingChange, newFinding } from "@/features/findings/schema";
import { FINDING_TABLE } from "@/features/findings/table";
import { ANY } from "@/features/history/filter";
import { newNote, noteAssessment, noteChange } from "@/features/horizon/schema";
import { HORIZON_TABLE } from "@/features/horizon/table";
import { newParty, partyChange } from "@/features/interested-parties/schema";
import { partyTable } from "@/features/interested-parties/table";
import { answerInput, interviewChange, interviewInput, useInput } from "@/features/interviews/schema";
import { INTERVIEW_TABLE } from "@/features/interviews/table";
import { newManagementReview } from "@/features/management-reviews/schema";
import { MATRIX_TABLE } from "@/features/matrix/table";
import { OBJECTIVE_TABLE } from "@/features/objectives/table";
import { obligationChange, obligationInput } from "@/features/obligations/schema";
import { OBLIGATION_TABLE } from "@/features/obligations/table";
import { PRIORITY_TABLE } from "@/features/priorities/table";
import { requirementChange, requirementInput } from "@/features/requirements/schema";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { newReview } from "@/features/reviews/schema";
import { newRisk, riskChange } from "@/features/risks/schema";
import { RISK_TABLE } from "@/features/risks/table";
import { newView } from "@/features/saved-views/schema";
import { newScopeUnit, scopeUnitChange } from "@/features/scope-units/schema";
import { SCOPE_UNIT_TABLE } from "@/features/scope-units/table";
import { sourceChange, sourceInput } from "@/features/sources/schema";
import { SOURCE_TABLE } from "@/features/sources/table";
import { controlStatement, statementEdits, statementIssue } from "@/features/statement-of-applicability/schema";
import { STATEMENT_TABLE } from "@/features/statement-of-applicability/table";
import { invitingInput, newSurvey, openingInput, questionInput, surveyChange, surveyUse } from "@/features/surveys/schema";
import { SURVEY_TABLE } from "@/features/surveys/table";
import { ORPHAN_TABLE, THREAD_TABLE } from "@/features/thread-gaps/table";
import { GRAPH_TABLE } from "@/features/thread-graph/table";
import { linkChangeInput, linkInput, linkManyInput, unlinkInput } from "@/features/threads/schema";
import { triageInput } from "@/features/triage/schema";
import { actionOfEvent, eventChange, newEvent, ruleInput } from "@/features/triggers/schema";
import { TRIGGER_TABLE } from "@/features/triggers/table";
import { decisionInput, versionChange } from "@/features/versions/schema";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { queueMail } from "@/server/outbox";
import { change } from "@/server/record";
import type { World } from "./support/world";
import { ASK_CASES, ASKS_OF_NO_TENANT, type AskTargets, furnishAsks } from "./tenancy.asks";
import { COMMUNICATION_CASES, COMMUNICATION_WITHOUT_IDS, type CommunicationTargets, furnishCommunication } from "./tenancy.communication";
import { CONFLICT_CASES, type ConflictTargets, furnishConflicts } from "./tenancy.conflicts";
import { ENGAGEMENT_CASES, ENGAGEMENT_OF_NO_TENANT, type EngagementTargets, furnishEngagement } from "./tenancy.engagement";
import { furnishMonitoring, MONITORING_CASES, type MonitoringTargets } from "./tenancy.monitoring";

/** A word that stands in every record of Nordwind and must never reach Kestrel. */
export const CANARY = "CANARYNORDWIND";

const LEAVING = {
  kind: "list:sources",
  format: "csv",
  title: "Sources",
  fileName: "sources.csv",
  filterText: "",
  rowsShown: 0,
  rowsTotal: 0,
  make: async () => "nothing",
};

const NO_POPULATION = {
  forward: [],
  backward: [],
  discarded: [],
  notAddressed: [],
  newestChange: [],
  trigger: [],
  impliedParty: [],
};

/** Ids and refs of Nordwind's records, or of none at all. */
export interface Targets extends AskTargets, ConflictTargets, CommunicationTargets, EngagementTargets, MonitoringTargets {
  registerVersion: string;
  registerVersionRef: string;
  party: string;
  partyRef: string;
  requirement: string;
  requirementRef: string;
  source: string;
  sourceRef: string;
  obligation: string;
  obligationRef: string;
  issue: string;
  issueRef: string;
  comment: string;
  objective: string;
  objectiveRef: string;
  risk: string;
  riskRef: string;
  document: string;
  documentRef: string;
  evidence: string;
  evidenceRef: string;
  upload: string;
  scopeUnit: string;
  scopeUnitRef: string;
  budgetLine: string;
  budgetLineRef: string;
  control: string;
  controlRef: string;
  statementRef: string;
  selfAssessmentRef: string;
  acceptance: string;
  sampleRef: string;
  evidenceRequest: string;
  auditNote: string;
  finding: string;
  findingRef: string;
  action: string;
  actionRef: string;
  workshop: string;
  workshopRef: string;
  entry: string;
  interview: string;
  interviewRef: string;
  survey: string;
  surveyRef: string;
  surveyQuestion: string;
  surveyInvitation: string;
  surveyAnswer: string;
  answer: string;
  exclusion: string;
  batch: string;
  view: string;
  membership: string;
  invitation: string;
  guest: string;
  guestRef: string;
  profile: string;
  user: string;
  review: string;
  reviewRef: string;
  reviewItem: string;
  reviewAnswer: string;
  event: string;
  eventRef: string;
  sheet: string;
  sheetRef: string;
  horizonNote: string;
  horizonNoteRef: string;
  mail: string;
  meeting: string;
  meetingRef: string;
  meetingItem: string;
}

/** One of everything in an organisation, each with the canary in its text; refs from 700 on, so that nobody else has them. */
export async function furnish(access: Access): Promise<Targets> {
  return change(access, async (record) => {
    const create = record.create.bind(record);
    const issue = await create("context-issue", { ref: "ISS-701", title: `${CANARY} issue`, category: "external" });
    const party = await create("interested-party", {
      ref: "IP-701",
      name: `${CANARY} party`,
      category: "external",
      status: "active",
      relevance: "relevant",
      relevanceRationale: CANARY,
      relevanceDecidedAt: "2026-01-02",
      power: 4,
      interest: 4,
      issueIds: [issue.id],
    });
    const source = await create("source", {
      ref: "SRC-701",
      title: `${CANARY} agreement`,
      type: "contract",
      counterpartyPartyId: party.id,
    });
    const obligation = await create("obligation", { ref: "OBL-701", title: `${CANARY} law`, authorityPartyId: party.id });
    const objective = await create("objective", { ref: "OBJ-701", title: `${CANARY} objective` });
    const requirement = await create("requirement", {
      ref: "REQ-701",
      partyId: party.id,
      statement: `${CANARY} is encrypted`,
      kind: "contractual",
      status: "active",
      sourceIds: [source.id],
      obligationIds: [obligation.id],
      objectiveIds: [objective.id],
      links: [{ targetType: "control", targetRef: "A.8.24", rationale: CANARY }],
    });
    const risk = await create("risk", { ref: "R-701", title: `${CANARY} risk`, likelihood: 2, impact: 2 });
    const document = await create("document", { ref: "P-701", title: `${CANARY} policy` });
    const evidence = await create("evidence", {
      ref: "E-701",
      title: `${CANARY} test`,
      dated: "2026-01-02",
      origin: CANARY,
      contentHash: "0".repeat(64),
      fileName: `${CANARY}.pdf`,
      mediaType: "application/pdf",
      size: 1,
    });
    const scopeUnit = await create("scope-unit", { ref: "SU-701", title: `${CANARY} site` });
    const budgetLine = await create("budget-line", { ref: "BL-701", title: `${CANARY} money`, targetRefs: ["R-701"] });
    const control = await create("own-control", { ref: "OC-701", title: `${CANARY} control` });
    await create("soa-entry", {
      controlRef: "OC-701",
      applicable: true,
      decidedAt: "2026-01-02",
      justification: `${CANARY} justification`,
    });
    await create("soa-version", { number: "7.1", issuedOn: "2026-01-02", content: `{"lines":[],"title":"${CANARY}"}`, contentHash: "0" });
    const kept = { form: 1, today: "2026-01-02", rules: {}, findings: [], unanswered: [CANARY] };
    await create("self-assessment", { ref: "SA-701", asOf: "2026-01-02", content: JSON.stringify(kept), note: `${CANARY} run` });
    const acceptance = await create("acceptance", {
      checkId: "AC-05",
      subject: "landlord",
      reason: `${CANARY} reason`,
      acceptedUntil: "2999-01-01",
      acceptedAt: "2026-01-02",
    });
    const days = { raisedAt: "2026-01-02", dueAt: "2026-02-02" };
    const finding = await create("finding", {
      ref: "F-701",
      title: `${CANARY} finding`,
      clause: "Clause 4.2 c",
      severity: "minor",
      ...days,
    });
    const action = await create("action", {
      ref: "ACT-701",
      title: `${CANARY} action`,
      requirementId: requirement.id,
      findingId: finding.id,
    });
    const seed = `${CANARY} seed`;
    const drawn = drawSample(
      seed,
      { ...NO_POPULATION, discarded: [{ ref: CANARY, title: CANARY, record: null }] },
      { sequence: 1, hash: "0" },
    );
    await create("audit-sample", { ref: "SMP-701", seed, drawnOn: "2026-01-02", content: JSON.stringify(drawn) });
    const evidenceRequest = await create("action", {
      ref: "ACT-702",
      title: `${CANARY} request`,
      kind: "evidence_request",
      description: CANARY,
    });
    const auditNote = uuid();
    await record.tx.auditNote.create({
      data: {
        organizationId: access.organization.id,
        id: auditNote,
        userId: access.user!.id,
        entityRef: "REQ-701",
        text: CANARY,
        createdAt: new Date(),
        updatedAt: new Date(),
      },
    });
    const comment = await create("comment", { entity: "requirement", entityId: requirement.id, text: `${CANARY} comment` });
    const workshop = await create("workshop", { ref: "WS-701", kind: "identification", title: `${CANARY} workshop`, heldOn: "2026-01-02" });
    const entry = await create("workshop-entry", { workshopId: workshop.id, text: `${CANARY} entry` });
    await create("workshop-vote", { workshopId: workshop.id, partyId: party.id, voterId: access.user!.id, power: 3 });
    const interview = await create("interview", { ref: "INT-701", partyId: party.id, heldOn: "2026-01-02", interviewees: CANARY });
    const answer = await create("interview-answer", { interviewId: interview.id, question: `${CANARY}?`, answer: CANARY });
    const survey = await create("survey", {
      ref: "SUR-701",
      title: `${CANARY} survey`,
      partyIds: [party.id],
      closesOn: "2999-01-01",
      ownerId: access.user!.id,
    });
    const surveyQuestion = await create("survey-question", { surveyId: survey.id, question: `${CANARY}?` });
    const surveyInvitation = await create("survey-invitation", {
      surveyId: survey.id,
      partyId: party.id,
      recipientName: CANARY,
      recipientEmail: "canary@example.org",
    });
    const surveyResponse = await create("survey-response", {
      surveyId: survey.id,
      invitationId: surveyInvitation.id,
      partyId: party.id,
      respondent: CANARY,
      answeredOn: "2026-01-02",
    });
    const surveyAnswer = await create("survey-answer", { responseId: surveyResponse.id, questionId: surveyQuestion.id, answer: CANARY });
    const exclusion = await create("catalogue-exclusion", { templateKey: "landlord", reason: CANARY, decidedAt: "2026-01-02" });
    const guest = await create("guest-access", {
      name: CANARY,
      purpose: CANARY,
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      invitedById: access.user!.id,
      tokenHash: "0".repeat(64),
    });
    const invitation = await create("invitation", {
      email: "somebody@nordwind.example",
      role: "viewer",
      expiresAt: "2999-01-01T00:00:00.000Z",
      invitedById: access.user!.id,
      tokenHash: uuid(),
    });
    const review = await create("review", {
      ref: "RV-701",
      title: `${CANARY} review`,
      status: "open",
      openedOn: "2026-01-02",
      participantIds: [access.user!.id],
      partyIds: [party.id],
    });
    const reviewItem = await create("review-item", {
      reviewId: review.id,
      entity: "requirement",
      recordId: requirement.id,
      recordRef: "REQ-701",
      note: CANARY,
    });
    const reviewAnswer = await create("review-answer", { reviewId: review.id, prompt: `${CANARY}?`, answer: CANARY });
    const event = await create("trigger-event", {
      ref: "TRG-701",
      eventKey: "new-client",
      title: `${CANARY} event`,
      occurredOn: "2026-01-02",
      loggedOn: "2026-01-02",
      dueDays: 30,
      partyIds: [party.id],
      correctiveActionId: action.id,
    });
    const sheetContent = JSON.stringify({ format: "x", organization: CANARY, introduction: CANARY, requirements: [], notAddressed: [] });
    const sheet = await create("assurance-sheet", {
      ref: "AS-701",
      partyId: party.id,
      title: `${CANARY} sheet`,
      madeOn: "2026-01-02",
      content: sheetContent,
      contentHash: "0",
    });
    const horizonNote = await create("horizon-note", {
      ref: "HZ-701",
      source: "law",
      title: `${CANARY} on the horizon`,
      seenOn: "2026-01-02",
      partyIds: [party.id],
    });
    await create("trigger-rule", { eventKey: "own-701", title: `${CANARY} rule`, dueDays: 3, own: true });
    const meeting = await create("management-review", {
      ref: "MR-701",
      title: `${CANARY} meeting`,
      status: "held",
      heldOn: "2026-01-02",
      recordedOn: "2026-01-02",
      decisions: CANARY,
      attendeeIds: [access.user!.id],
    });
    const meetingItem = await create("management-review-item", { managementReviewId: meeting.id, input: "c", discussion: CANARY });
    const registerVersion = await create("register-version", {
      number: "70.1",
      major: 70,
      minor: 1,
      changeSummary: `${CANARY} version`,
      note: CANARY,
    });
    const conflicts = await furnishConflicts(create, { requirementId: requirement.id, canary: CANARY });
    const monitoring = await furnishMonitoring(create, { requirementId: requirement.id, canary: CANARY });
    const asks = await furnishAsks(create, { partyId: party.id, requirementId: requirement.id, canary: CANARY });
    const communication = await furnishCommunication(create, {
      partyId: party.id,
      requirementId: requirement.id,
      eventId: event.id,
      canary: CANARY,
    });
    const engagement = await furnishEngagement(create, { partyId: party.id, requirementId: requirement.id, canary: CANARY });
    const batch = uuid();
    const at = new Date();
    const upload = uuid();
    await record.tx.upload.create({
      data: {
        organizationId: access.organization.id,
        id: upload,
        userId: access.user!.id,
        fileName: `${CANARY}.pdf`,
        size: 1n,
        received: 1n,
        createdAt: at,
        updatedAt: at,
      },
    });
    await record.tx.importBatch.create({
      data: {
        organizationId: access.organization.id,
        id: batch,
        fileName: `${CANARY}.csv`,
        fileSize: 1,
        fileSha256: "0",
        workbook: "{}",
        createdById: access.user!.id,
        createdAt: at,
        updatedAt: at,
      },
    });
    const view = uuid();
    await record.tx.savedView.create({
      data: {
        organizationId: access.organization.id,
        id: view,
        userId: access.user!.id,
        list: "requirements",
        name: CANARY,
        query: "",
        shared: true,
        createdAt: at,
      },
    });
    const membership = await record.tx.membership.findFirstOrThrow({ where: { role: "viewer" }, select: { id: true, userId: true } });
    const profile = await record.tx.organizationProfile.findFirstOrThrow({ select: { id: true } });
    const [mail] = await queueMail(record, [{ kind: "test", toEmail: "canary@nordwind.example", subject: CANARY, body: CANARY }]);
    return {
      registerVersion: registerVersion.id,
      registerVersionRef: "70.1",
      party: party.id,
      partyRef: "IP-701",
      requirement: requirement.id,
      requirementRef: "REQ-701",
      source: source.id,
      sourceRef: "SRC-701",
      obligation: obligation.id,
      obligationRef: "OBL-701",
      issue: issue.id,
      issueRef: "ISS-701",
      comment: comment.id,
      objective: objective.id,
      objectiveRef: "OBJ-701",
      risk: risk.id,
      riskRef: "R-701",
      document: document.id,
      documentRef: "P-701",
      evidence: evidence.id,
      evidenceRef: "E-701",
      upload,
      scopeUnit: scopeUnit.id,
      scopeUnitRef: "SU-701",
      budgetLine: budgetLine.id,
      budgetLineRef: "BL-701",
      control: control.id,
      controlRef: "OC-701",
      statementRef: "7.1",
      selfAssessmentRef: "SA-701",
      acceptance: acceptance.id,
      finding: finding.id,
      findingRef: "F-701",
      action: action.id,
      actionRef: "ACT-701",
      sampleRef: "SMP-701",
      evidenceRequest: evidenceRequest.id,
      auditNote,
      workshop: workshop.id,
      workshopRef: "WS-701",
      entry: entry.id,
      interview: interview.id,
      interviewRef: "INT-701",
      survey: survey.id,
      surveyRef: "SUR-701",
      surveyQuestion: surveyQuestion.id,
      surveyInvitation: surveyInvitation.id,
      surveyAnswer: surveyAnswer.id,
      answer: answer.id,
      review: review.id,
      reviewRef: "RV-701",
      meeting: meeting.id,
      meetingRef: "MR-701",
      meetingItem: meetingItem.id,
      reviewItem: reviewItem.id,
      reviewAnswer: reviewAnswer.id,
      event: event.id,
      eventRef: "TRG-701",
      sheet: sheet.id,
      sheetRef: "AS-701",
      horizonNote: horizonNote.id,
      horizonNoteRef: "HZ-701",
      mail: mail!,
      exclusion: exclusion.id,
      ...asks,
      ...communication,
      ...engagement,
      ...conflicts,
      ...monitoring,
      batch,
      view,
      membership: membership.id,
      invitation: invitation.id,
      guest: guest.id,
      guestRef: guest.ref ?? "",
      profile: profile.id,
      user: membership.userId,
    };
  });
}

const FINDING = {
  title: "Ours",
  clause: "Clause 4.2 c",
  severity: "minor",
  origin: "internal_audit",
  raisedAt: "2026-01-02",
  dueAt: "2026-02-02",
} as const;

interface Given {
  /** Kim of Kestrel Labs, its owner. */
  access: Access;
  targets: Targets;
  world: World;
}

export type Case = (given: Given) => unknown[] | Promise<unknown[]>;

const only: Case = ({ access }) => [access];
const at = (id: string) => ({ id, version: 1, reason: "r" });
/** A record of Kestrel's own, into which a foreign one is put. */
const own = (access: Access, entity: "interested-party" | "requirement" | "context-issue" | "objective", values: Record<string, unknown>) =>
  change(access, async (record) => record.create(entity, values));
const target =
  (name: keyof Targets): Case =>
  ({ access, targets }) => [access, { id: targets[name], version: 1, reason: "a reason" }];
const byRef =
  (name: keyof Targets): Case =>
  ({ access, targets }) => [access, targets[name]];
const table =
  (config: Parameters<typeof parseTableState>[1], query: Record<string, string | string[]> = {}): Case =>
  ({ access }) => [access, parseTableState({ q: CANARY, ...query }, config)];
const party = { name: "Somebody", category: "external" };
const workshop = { title: "Ours", heldOn: "2026-01-02", facilitatorId: null, participants: [], departments: [], note: "" };
const requirement = { statement: "Something is done", kind: "business" };

/** For every query and mutation: how Kim calls it with the ids of Nordwind. */
export const CASES: Record<string, Case> = {
  ...ASK_CASES,
  ...COMMUNICATION_CASES,
  ...ENGAGEMENT_CASES,
  ...CONFLICT_CASES,
  ...MONITORING_CASES,
  "budget/mutations.createBudgetLine": ({ access, targets }) => [
    access,
    newBudgetLine.parse({ title: "Ours", targetRefs: [targets.riskRef, targets.documentRef] }),
  ],
  "budget/mutations.updateBudgetLine": ({ access, targets }) => [
    access,
    budgetLineChange.parse({ title: "Ours", id: targets.budgetLine, version: 1 }),
  ],
  "budget/mutations.retireBudgetLine": target("budgetLine"),
  "budget/mutations.bringBackBudgetLine": target("budgetLine"),
  "budget/queries.listBudgetLines": table(BUDGET_TABLE),
  "budget/queries.exportBudgetLines": table(BUDGET_TABLE),
  "budget/queries.getBudgetLine": byRef("budgetLineRef"),
  "budget/queries.payableOptions": ({ access }) => [access, { q: CANARY }],
  "bulk-edit/mutations.editRows": ({ access, targets }) => [
    access,
    editRowsInput.parse({
      list: "requirements",
      rows: [{ id: targets.requirement, version: 1 }],
      change: { field: "owner", value: targets.user },
      reason: "r",
    }),
  ],
  "bulk-edit/mutations.undoEdits": ({ access, targets }) => [access, { batchId: targets.batch }],
  "bulk-edit/queries.editableRows": ({ access, targets }) => [access, "interested-parties", [targets.party]],
  "bulk-edit/queries.matchingRows": ({ access }) => [access, { list: "sources", query: `q=${CANARY}` }],
  "catalogue/mutations.pickFromCatalogue": ({ access, targets }) => [
    access,
    pickInput.parse({ picks: [{ key: "insurers", mergeInto: targets.party }] }),
  ],
  "catalogue/mutations.addIdentified": ({ access }) => [access, { key: "media", method: "brainstorm", note: "", reason: "r" }],
  "catalogue/mutations.ruleOut": ({ access }) => [access, { key: "neighbours", reason: "we have none" }],
  "catalogue/mutations.withdrawRuling": target("exclusion"),
  "catalogue/queries.catalogueState": only,
  "catalogue/queries.knownTemplates": only,
  "comments/mutations.addComment": ({ access, targets }) => [
    access,
    { entity: "requirement", entityId: targets.requirement, text: "hello" },
  ],
  "comments/mutations.resolveComment": ({ access, targets }) => [access, { id: targets.comment, version: 1, resolution: "done" }],
  "comments/queries.listComments": ({ access, targets }) => [access, "requirement", targets.requirement],
  "context-issues/mutations.createIssue": ({ access, targets }) => [
    access,
    {
      title: "Ours",
      category: "external",
      description: "",
      pestle: [],
      climateRelated: false,
      ownerId: targets.user,
      note: "",
      partyIds: [targets.party],
    },
  ],
  "context-issues/mutations.updateIssue": ({ access, targets }) => [
    access,
    {
      id: targets.issue,
      version: 1,
      title: "Ours",
      category: "external",
      description: "",
      pestle: [],
      climateRelated: false,
      ownerId: null,
      note: "",
      reason: "r",
    },
  ],
  "context-issues/mutations.retireIssue": target("issue"),
  "context-issues/mutations.bringBackIssue": target("issue"),
  "context-issues/mutations.tieParties": async ({ access, targets }) => [
    access,
    { id: (await own(access, "context-issue", { title: "Own", category: "internal" })).id, partyIds: [targets.party], reason: "r" },
  ],
  "context-issues/mutations.determineClimate": ({ access }) => [
    access,
    { version: 909, climateDecision: "relevant", climateRationale: "heat" },
  ],
  "context-issues/queries.issueOptions": ({ access, targets }) => [access, { including: [targets.issue] }],
  "context-issues/queries.listIssues": table(ISSUE_TABLE),
  "context-issues/queries.exportIssues": table(ISSUE_TABLE),
  "context-issues/queries.getIssue": byRef("issueRef"),
  "context-issues/queries.climateState": only,
  "documents/mutations.createDocument": ({ access, targets }) => [
    access,
    newDocument.parse({ title: "Ours", type: "policy", ownerId: targets.user }),
  ],
  "documents/mutations.updateDocument": ({ access, targets }) => [
    access,
    documentChange.parse({ title: "Ours", type: "policy", id: targets.document, version: 1 }),
  ],
  "documents/mutations.retireDocument": target("document"),
  "documents/mutations.bringBackDocument": target("document"),
  "documents/queries.listDocuments": table(DOCUMENT_TABLE),
  "documents/queries.exportDocuments": table(DOCUMENT_TABLE),
  "documents/queries.getDocument": byRef("documentRef"),
  "evidence/mutations.createEvidence": ({ access, targets }) => [
    access,
    newEvidence.parse({
      title: "Ours",
      type: "record",
      dated: "2026-01-02",
      origin: "Us",
      uploadId: targets.upload,
      ownerId: targets.user,
      serves: { requirementId: targets.requirement, rationale: "r" },
    }),
  ],
  "evidence/mutations.updateEvidence": ({ access, targets }) => [
    access,
    evidenceChange.parse({ title: "Ours", type: "record", dated: "2026-01-02", origin: "Us", id: targets.evidence, version: 1 }),
  ],
  "evidence/mutations.replaceFile": ({ access, targets }) => [
    access,
    fileReplacement.parse({ id: targets.evidence, version: 1, uploadId: targets.upload, dated: "2026-01-02", reason: "r" }),
  ],
  "evidence/mutations.retireEvidence": target("evidence"),
  "evidence/mutations.bringBackEvidence": target("evidence"),
  "evidence/mutations.openFile": byRef("evidenceRef"),
  "evidence/mutations.checkFiles": only,
  "evidence/queries.listEvidence": table(EVIDENCE_TABLE),
  "evidence/queries.exportEvidence": table(EVIDENCE_TABLE),
  "evidence/queries.getEvidence": byRef("evidenceRef"),
  "evidence/queries.endingEvidence": only,
  "evidence/queries.servedRequirement": byRef("requirementRef"),
  "evidence/queries.verifyEvidence": only,
  "funnel/queries.funnelOf": only,
  "history/queries.listHistory": ({ access, targets }) => [access, { ...ANY, ref: targets.partyRef }],
  "history/queries.historyOf": ({ access, targets }) => [access, "interested-party", targets.party],
  "history/queries.historyChoices": only,
  "history/queries.exportHistory": ({ access }) => [access, ANY],
  "history/queries.verifyHistory": only,
  "import/mutations.storeUpload": ({ access }) => [access, Buffer.from("Party;Requirement\nBank;Audit\n"), "own.csv"],
  "import/mutations.saveChoices": ({ access, targets }) => [access, { id: targets.batch, patch: {} }],
  "import/mutations.discardImport": ({ access, targets }) => [access, { id: targets.batch }],
  "import/mutations.startCommit": ({ access, targets }) => [access, { id: targets.batch, reason: "r" }],
  "import/mutations.commitImport": ({ access, targets }) => [access, { id: targets.batch, reason: "r" }],
  "import/mutations.releaseAbandoned": byRef("batch"),
  "import/mutations.undoImport": ({ access, targets }) => [access, { id: targets.batch }],
  "import/queries.listImports": only,
  "import/queries.getImport": byRef("batch"),
  "import/queries.importProgress": byRef("batch"),
  "import/queries.importPreview": ({ access, targets }) => [access, targets.batch, { page: 1, doubtsOnly: false, party: null }],
  "influence-map/mutations.nameVectors": ({ access, targets }) => [
    access,
    {
      id: targets.profile,
      version: 1,
      legal_oversight: "x",
      customers_market: "",
      owners_capital: "",
      workforce: "",
      supply_surroundings: "",
      reason: "r",
    },
  ],
  "influence-map/queries.vectorNames": only,
  "influence-map/queries.vectorProfile": only,
  "influence-map/queries.influenceMap": only,
  "interested-parties/mutations.createParty": ({ access, targets }) => [
    access,
    newParty.parse({ ...party, ownerId: targets.user, issueIds: [targets.issue] }),
  ],
  "interested-parties/mutations.updateParty": ({ access, targets }) => [
    access,
    partyChange.parse({ ...party, id: targets.party, version: 1 }),
  ],
  "interested-parties/mutations.decidePartyRelevance": ({ access, targets }) => [
    access,
    { id: targets.party, version: 1, relevance: "not_relevant", rationale: "no" },
  ],
  "interested-parties/mutations.activateParty": target("party"),
  "interested-parties/mutations.retireParty": target("party"),
  "interested-parties/mutations.bringBackParty": target("party"),
  "interested-parties/mutations.recordPartyConfirmation": ({ access, targets }) => [
    access,
    { id: targets.party, version: 1, confirmedAt: "2026-01-02", confirmedBy: "Kim", confirmationMethod: "call", reason: "r" },
  ],
  "interested-parties/mutations.withdrawPartyConfirmation": target("party"),
  "interested-parties/mutations.reviewParty": target("party"),
  "interested-parties/queries.partyOptions": ({ access, targets }) => [access, { q: CANARY, including: [targets.party] }],
  "interested-parties/queries.ownerOptions": ({ access, targets }) => [access, { including: targets.user }],
  "interested-parties/queries.partiesCalled": ({ access, targets }) => [access, `${CANARY} party`, { except: targets.party }],
  "interested-parties/queries.listParties": ({ access }) => [access, parseTableState({ q: CANARY }, partyTable(access))],
  "interested-parties/queries.exportParties": ({ access }) => [access, parseTableState({ q: CANARY }, partyTable(access))],
  "interested-parties/queries.partyOpenPoints": only,
  "interested-parties/queries.getParty": byRef("partyRef"),
  "interviews/mutations.createInterview": ({ access, targets }) => [
    access,
    interviewInput.parse({ partyId: targets.party, heldOn: "2026-01-02", interviewerId: targets.user }),
  ],
  "interviews/mutations.updateInterview": ({ access, targets }) => [
    access,
    interviewChange.parse({ id: targets.interview, version: 1, partyId: targets.party, heldOn: "2026-01-02" }),
  ],
  "interviews/mutations.closeInterview": target("interview"),
  "interviews/mutations.saveAnswer": ({ access, targets }) => [
    access,
    answerInput.parse({ interviewId: targets.interview, question: "Q?", answer: "A" }),
  ],
  "interviews/mutations.applyAnswer": ({ access, targets }) => [
    access,
    useInput.parse({ answerId: targets.answer, version: 1, use: { kind: "new-requirement", statement: "S" } }),
  ],
  "interviews/queries.listInterviews": table(INTERVIEW_TABLE),
  "interviews/queries.getInterview": byRef("interviewRef"),
  "interviews/queries.interviewCandidates": ({ access, targets }) => [access, { q: CANARY, ref: targets.partyRef }],
  "interviews/queries.guidedParty": byRef("partyRef"),
  "interviews/queries.answeringParties": ({ access, targets }) => [access, [targets.party]],
  "members/mutations.invite": ({ access }) => [access, { email: `new-${Math.random()}@kestrel.example`, role: "viewer", days: 7 }],
  "members/mutations.revokeInvitation": target("invitation"),
  "members/mutations.updateMember": ({ access, targets }) => [
    access,
    { id: targets.membership, version: 1, role: "auditor", department: "", isTopManagement: false, reason: "r" },
  ],
  "members/mutations.endMembership": target("membership"),
  "members/mutations.bringBackMember": ({ access, targets }) => [
    access,
    { id: targets.membership, version: 1, role: "viewer", reason: "r" },
  ],
  "members/queries.listMembers": only,
  "members/queries.pendingInvitations": only,
  "objectives/mutations.createObjective": ({ access, targets }) => [
    access,
    { title: "Own", description: "", ownerId: targets.user, note: "" },
  ],
  "objectives/mutations.updateObjective": ({ access, targets }) => [
    access,
    { id: targets.objective, version: 1, title: "Own", description: "", ownerId: null, note: "", reason: "r" },
  ],
  "objectives/mutations.retireObjective": target("objective"),
  "objectives/mutations.bringBackObjective": target("objective"),
  "objectives/mutations.linkRequirements": async ({ access, targets }) => [
    access,
    { id: (await own(access, "objective", { title: "Own" })).id, requirementIds: [targets.requirement], reason: "r" },
  ],
  "objectives/mutations.chooseObjectives": async ({ access, targets }) => [
    access,
    { id: targets.requirement, version: 1, objectiveIds: [], reason: "r" },
  ],
  "objectives/queries.objectivesOf": ({ access, targets }) => [access, targets.requirement],
  "objectives/queries.listObjectives": table(OBJECTIVE_TABLE),
  "objectives/queries.getObjective": byRef("objectiveRef"),
  "objectives/queries.objectiveOptions": only,
  "objectives/queries.exportObjectives": table(OBJECTIVE_TABLE),
  "matrix/queries.matrixOf": table(MATRIX_TABLE),
  "matrix/queries.partiesToChoose": ({ access }) => [access],
  "thread-graph/queries.graphOf": table(GRAPH_TABLE),
  "what-if/queries.whatIf": ({ access, targets }) => [
    access,
    [targets.partyRef, targets.sourceRef, targets.obligationRef, targets.riskRef, targets.documentRef, targets.budgetLineRef],
  ],
  "what-if/queries.droppableOptions": ({ access }) => [access],
  "thread-gaps/queries.listThreads": table(THREAD_TABLE),
  "thread-gaps/queries.listOrphans": table(ORPHAN_TABLE),
  "threads/queries.resolveTargets": ({ access, targets }) => [access, [{ type: "objective", ref: targets.objectiveRef }]],
  "threads/queries.threadOf": byRef("requirementRef"),
  "threads/queries.threadsOf": ({ access, targets }) => [access, [targets.requirement]],
  "threads/queries.threadsOfParty": ({ access, targets }) => [access, targets.party],
  "threads/queries.askedFor": byRef("objectiveRef"),
  "threads/queries.linkSuggestions": byRef("requirementRef"),
  "threads/queries.targetOptions": ({ access }) => [access, { q: CANARY.toLowerCase(), type: null }],
  "threads/mutations.linkTargets": ({ access, targets }) => [
    access,
    linkInput.parse({ ...at(targets.requirement), links: [{ ref: "A.8.24" }] }),
  ],
  "threads/mutations.linkMany": ({ access, targets }) => [
    access,
    linkManyInput.parse({ rows: [{ id: targets.requirement, version: 1 }], links: [{ ref: "A.8.24" }] }),
  ],
  "threads/mutations.changeLink": ({ access, targets }) => [
    access,
    linkChangeInput.parse({ ...at(targets.requirement), type: "control", ref: "A.8.24", rationale: "r" }),
  ],
  "threads/mutations.unlinkTarget": ({ access, targets }) => [
    access,
    unlinkInput.parse({ ...at(targets.requirement), type: "control", ref: "A.8.24" }),
  ],
  "objectives/queries.requirementOptions": ({ access }) => [access, { q: CANARY }],
  "obligations/mutations.createObligation": ({ access, targets }) => [
    access,
    obligationInput.parse({ title: "Law", authorityPartyId: targets.party, ownerId: targets.user }),
  ],
  "obligations/mutations.updateObligation": ({ access, targets }) => [
    access,
    obligationChange.parse({ id: targets.obligation, version: 1, title: "Law" }),
  ],
  "obligations/mutations.verifyObligation": target("obligation"),
  "obligations/mutations.retireObligation": target("obligation"),
  "obligations/mutations.bringBackObligation": target("obligation"),
  "obligations/queries.listObligations": table(OBLIGATION_TABLE),
  "obligations/queries.exportObligations": table(OBLIGATION_TABLE),
  "obligations/queries.getObligation": byRef("obligationRef"),
  "obligations/queries.obligationOptions": ({ access, targets }) => [access, { q: CANARY, including: [targets.obligation] }],
  "organizations/mutations.updateProfile": ({ access, targets }) => [
    access,
    {
      id: targets.profile,
      version: 1,
      name: "Mine",
      ismsScope: "",
      reviewIntervalMonths: 12,
      reviewRemindDays: 30,
      reviewRepeatDays: 7,
      announceDays: 7,
      escalateAfterDays: 14,
      feedbackDueDays: 30,
      openChannel: "",
      conflictProcessRef: "",
      triageMaxDays: 30,
      confirmMaxDays: 90,
      conflictMaxDays: 90,
      triggerDefaultDays: 30,
      evidenceWarnDays: 30,
      registerOwnerId: targets.user,
      accountableId: null,
      classification: "",
      languages: ["en"],
      reason: "r",
    },
  ],
  "organizations/queries.shellFacts": only,
  "organizations/queries.organizationProfile": only,
  "overview/queries.overviewOf": only,
  "overview/queries.openPointRows": ({ access }) => [access, "requirement_without_owner"],
  "party-board/queries.partyBoard": ({ access }) => [access, "vector"],
  "power-interest/mutations.moveParty": ({ access, targets }) => [
    access,
    { id: targets.party, version: 1, power: 1, interest: 1, reason: "r" },
  ],
  "power-interest/mutations.assessSalience": ({ access, targets }) => [
    access,
    { id: targets.party, version: 1, legitimacy: 1, urgency: 1, reason: "r" },
  ],
  "power-interest/queries.gridOf": ({ access }) => [access, {}],
  "power-interest/queries.positionsOf": ({ access, targets }) => [access, [targets.party]],
  "priorities/queries.rankRequirements": table(PRIORITY_TABLE),
  "priorities/queries.exportRanking": table(PRIORITY_TABLE),
  "register-file/mutations.takeRegister": only,
  "register-file/mutations.importRegister": ({ access }) => [access, { parties: [{ owner_id: "nobody" }] }],
  "register-file/queries.registerCounts": only,
  "register-file/queries.exportRegister": only,
  "requirements/mutations.createRequirement": ({ access, targets }) => [
    access,
    requirementInput.parse({ ...requirement, partyId: targets.party }),
  ],
  "requirements/mutations.updateRequirement": ({ access, targets }) => [
    access,
    requirementChange.parse({ ...requirement, id: targets.requirement, version: 1, partyId: targets.party }),
  ],
  "requirements/mutations.decideRelevance": ({ access, targets }) => [
    access,
    { id: targets.requirement, version: 1, relevance: "discarded", cia: [], ciaRationale: "", reason: "no" },
  ],
  "requirements/mutations.decideIsms": ({ access, targets }) => [
    access,
    {
      id: targets.requirement,
      version: 1,
      ismsDecision: "not_addressed",
      ismsDecisionRationale: "HR",
      howAddressed: "",
      links: [],
      reason: "r",
    },
  ],
  "requirements/mutations.decidePriority": ({ access, targets }) => [
    access,
    { id: targets.requirement, version: 1, priority: "low", priorityJustification: "so", reason: "r" },
  ],
  "requirements/mutations.confirmRequirement": ({ access, targets }) => [
    access,
    { id: targets.requirement, version: 1, confirmedAt: "2026-01-02", confirmedBy: "Kim", confirmationMethod: "call", reason: "r" },
  ],
  "requirements/mutations.assessFulfilment": ({ access, targets }) => [
    access,
    { id: targets.requirement, version: 1, fulfilmentStatus: "met", fulfilmentNote: "", reason: "r" },
  ],
  "requirements/mutations.activateRequirement": target("requirement"),
  "requirements/mutations.retireRequirement": target("requirement"),
  "requirements/mutations.bringBackRequirement": target("requirement"),
  "requirements/queries.listRequirements": table(REQUIREMENT_TABLE, { party: "IP-701" }),
  "requirements/queries.exportRequirements": table(REQUIREMENT_TABLE),
  "requirements/queries.managementSystemsInUse": only,
  "requirements/queries.worthOfMeeting": only,
  "requirements/queries.getRequirement": byRef("requirementRef"),
  "requirements/queries.startingPoint": ({ access, targets }) => [
    access,
    { party: targets.partyRef, source: targets.sourceRef, obligation: targets.obligationRef },
  ],
  "silent-stakeholders/mutations.addSilentParty": ({ access }) => [access, { key: "dpa" }],
  "silent-stakeholders/queries.silentFindings": only,
  "linked-requirements/queries.requirementsBehind": ({ access, targets }) => [access, ["A.8.24", targets.riskRef]],
  "branding/mutations.setLetterhead": ({ access }) => [access, { version: 1, documentPrefix: "KL" }],
  "branding/mutations.setLogo": ({ access }) => [access, new Uint8Array([1, 2, 3])],
  "branding/mutations.removeLogo": ({ access }) => [access, { version: 1 }],
  "branding/queries.brandingOf": only,
  "branding/queries.logoOf": only,
  "copies/mutations.leaves": ({ access }) => [access, LEAVING],
  "copies/mutations.leavesAsFile": ({ access }) => [access, LEAVING, async () => ({ sha256: "0".repeat(64), bytes: 1 })],
  "checkpoints/queries.checkpointsToKeep": only,
  "checkpoints/queries.keysKnown": only,
  "checkpoints/queries.checkpointReport": only,
  "checkpoints/mutations.checkpoint": ({ access }) => [access, "manual"],
  "checkpoints/mutations.dailyCheckpoint": only,
  "audit-packs/queries.packChoices": only,
  "audit-packs/mutations.packInto": ({ access }) => [
    access,
    { version: "1.0", evidence: true },
    path.join(tmpdir(), `${access.organization.id}.zip`),
  ],
  "audit-packs/mutations.packForDownload": ({ access }) => [access, { version: "1.0", evidence: true }],
  "copies/mutations.handOut": ({ access }) => [access, LEAVING],
  "copies/mutations.leavesLater": ({ access }) => [access, LEAVING],
  "copies/mutations.fetchKept": ({ access }) => [access, 1],
  "copies/queries.standingOf": only,
  "copies/queries.standingOfIssue": ({ access, targets }) => [access, { id: targets.party, number: "1.0" }],
  "copies/queries.listCopies": only,
  "copies/queries.copyByNumber": ({ access }) => [access, 1],
  "copies/queries.copyByHash": ({ access }) => [access, "0".repeat(64)],
  "copies/queries.lastCopies": ({ access }) => [access, ["register"]],
  "controls/mutations.createControl": ({ access }) => [access, newControl.parse({ title: "Ours", theme: "people" })],
  "controls/mutations.updateControl": ({ access, targets }) => [
    access,
    controlChange.parse({ title: "Ours", theme: "people", id: targets.control, version: 1 }),
  ],
  "controls/mutations.retireControl": target("control"),
  "controls/mutations.bringBackControl": target("control"),
  "controls/queries.listControls": table(CONTROL_TABLE),
  "controls/queries.getControl": byRef("controlRef"),
  "controls/queries.listClauses": only,
  "controls/queries.getClause": ({ access }) => [access, "7.4"],
  "statement-of-applicability/mutations.stateControl": ({ access, targets }) => [
    access,
    controlStatement.parse({ control: targets.controlRef, version: 1, applicable: "no" }),
  ],
  "statement-of-applicability/mutations.editStatement": ({ access, targets }) => [
    access,
    statementEdits.parse({
      list: "statement-of-applicability",
      change: { field: "note", value: "Ours" },
      rows: [{ id: targets.controlRef, version: 1 }],
      reason: "r",
    }),
  ],
  "statement-of-applicability/mutations.undoStatement": ({ access, targets }) => [access, { batchId: targets.batch }],
  "statement-of-applicability/mutations.issueStatement": ({ access }) => [
    access,
    statementIssue.parse({ step: "minor", last: "", changeSummary: "Ours" }),
  ],
  "statement-of-applicability/queries.liveStatement": only,
  "statement-of-applicability/queries.listStatement": table(STATEMENT_TABLE),
  "statement-of-applicability/queries.lineOfControl": byRef("controlRef"),
  "statement-of-applicability/queries.issuedStatements": only,
  "statement-of-applicability/queries.issuedStatement": byRef("statementRef"),
  "statement-of-applicability/queries.statementStanding": only,
  "versions/mutations.startVersion": ({ access }) => [access, { step: "major", ownerId: null, changeSummary: "Ours" }],
  "versions/mutations.updateVersion": ({ access, targets }) => [
    access,
    versionChange.parse({ id: targets.registerVersion, version: 1, number: "80.0", ownerId: null, changeSummary: "Ours", note: "" }),
  ],
  "versions/mutations.submitVersion": target("registerVersion"),
  "versions/mutations.withdrawVersion": target("registerVersion"),
  "versions/mutations.decideVersion": async ({ access, targets, world }) => {
    const passwordHash = await hash("a password of ours", { memoryCost: 8, timeCost: 1, parallelism: 1 });
    await world.sql("UPDATE user_account SET password_hash = $1 WHERE id = $2", [passwordHash, access.user!.id]);
    return [
      access,
      decisionInput.parse({
        id: targets.registerVersion,
        version: 1,
        contentHash: "0".repeat(64),
        decision: "decline",
        comment: "Ours",
        managementReviewId: null,
        password: "a password of ours",
      }),
    ];
  },
  "versions/mutations.setApprovalRules": ({ access, targets }) => [
    access,
    { id: targets.profile, version: 1, approvalInReview: false, soleApproverReason: "Ours", reason: "" },
  ],
  "versions/queries.versionStrip": only,
  "versions/queries.governingVersion": only,
  "versions/queries.unapprovedChanges": only,
  "versions/queries.versionLabel": only,
  "versions/queries.listVersions": only,
  "versions/queries.versionFacts": byRef("registerVersionRef"),
  "versions/queries.approvalFacts": ({ access, targets }) => [access, targets.registerVersion],
  "versions/queries.approvalRules": only,
  "versions/queries.receiptFile": byRef("registerVersionRef"),
  "versions/queries.versionRedline": ({ access, targets }) => [access, targets.registerVersionRef, { change: null, entity: null, page: 1 }],
  "versions/queries.compareVersions": ({ access, targets }) => [
    access,
    targets.registerVersionRef,
    "now",
    { change: null, entity: null, page: 1 },
  ],
  "history/queries.recordsInWords": ({ access, targets }) => [
    access,
    [{ entity: "requirement", ref: targets.requirementRef, fields: { partyId: { before: null, after: targets.party } } }],
  ],
  "reviews/mutations.createReview": ({ access, targets }) => [
    access,
    newReview.parse({ title: "Mine", leadId: targets.user, participantIds: [targets.user] }),
  ],
  "reviews/mutations.openReview": ({ access, targets }) => [access, { id: targets.review, version: 1 }],
  "reviews/mutations.openScopedReview": ({ access, targets }) => [
    access,
    { triggerEventId: targets.requirement, title: "Mine", partyIds: [targets.party], prompts: [], dueOn: null, full: false },
  ],
  "reviews/mutations.updateReview": ({ access, targets }) => {
    const { open: _open, ...values } = newReview.parse({ title: "Mine" });
    return [access, { id: targets.review, version: 1, ...values }];
  },
  "reviews/mutations.cancelReview": ({ access, targets }) => [access, { id: targets.review, version: 1, reason: "r" }],
  "reviews/mutations.completeReview": ({ access, targets }) => [
    access,
    { id: targets.review, version: 1, result: "no_change", outcome: "Mine" },
  ],
  "reviews/mutations.decideItem": ({ access, targets }) => [
    access,
    { id: targets.reviewItem, version: 1, verdict: "still_valid", note: "", raise: false, dueAt: null },
  ],
  "reviews/mutations.decideItems": ({ access, targets }) => [
    access,
    { reviewId: targets.review, items: [{ id: targets.reviewItem, version: 1 }], verdict: "still_valid", note: "" },
  ],
  "reviews/mutations.partyStillValid": ({ access, targets }) => [access, { reviewId: targets.review, partyId: targets.party }],
  "reviews/mutations.answerPrompt": ({ access, targets }) => [
    access,
    { id: targets.reviewAnswer, version: 1, verdict: "no_change", answer: "" },
  ],
  "reviews/queries.reviewPlan": only,
  "reviews/queries.listReviews": only,
  "reviews/queries.getReview": byRef("reviewRef"),
  "reviews/queries.reviewPrompts": ({ access, targets }) => [access, targets.review],
  "reviews/queries.actionsOfReview": byRef("reviewRef"),
  "reviews/queries.reviewsForMe": only,
  "reviews/queries.participantOptions": ({ access, targets }) => [access, [targets.user]],
  "reviews/queries.reviewItems": ({ access, targets }) => [access, targets.review, { verdict: null, entity: null, q: "", page: 1 }],
  "reviews/queries.nextItems": ({ access, targets }) => [access, targets.review],
  "reviews/queries.walkItem": ({ access, targets }) => [access, targets.review, targets.reviewItem],
  "risks/mutations.createRisk": ({ access, targets }) => [
    access,
    newRisk.parse({ title: "Ours", kind: "threat", adversePartyId: targets.party }),
  ],
  "risks/mutations.updateRisk": ({ access, targets }) => [
    access,
    riskChange.parse({ title: "Ours", kind: "threat", id: targets.risk, version: 1 }),
  ],
  "risks/mutations.retireRisk": target("risk"),
  "risks/mutations.bringBackRisk": target("risk"),
  "risks/mutations.acceptRisk": target("risk"),
  "risks/mutations.nameRiskScale": ({ access, targets }) => [
    access,
    {
      id: targets.profile,
      version: 1,
      likelihoodLevels: ["low", "middle", "high"],
      impactLevels: ["low", "middle", "high"],
      riskAcceptanceLevel: 3,
      reason: "r",
    },
  ],
  "risks/queries.riskRules": only,
  "risks/queries.riskMap": only,
  "risks/queries.listRisks": table(RISK_TABLE),
  "risks/queries.exportRisks": table(RISK_TABLE),
  "risks/queries.getRisk": byRef("riskRef"),
  "risks/queries.adverseAims": ({ access, targets }) => [access, { partyId: targets.party }],
  "risks/queries.startOfRisk": byRef("requirementRef"),
  "risks/queries.adversePartyOptions": ({ access, targets }) => [access, { including: targets.party }],
  "scope-units/mutations.createScopeUnit": ({ access, targets }) => [
    access,
    newScopeUnit.parse({ title: "Ours", kind: "site", ownerId: targets.user }),
  ],
  "scope-units/mutations.updateScopeUnit": ({ access, targets }) => [
    access,
    scopeUnitChange.parse({ title: "Ours", kind: "site", id: targets.scopeUnit, version: 1 }),
  ],
  "scope-units/mutations.retireScopeUnit": target("scopeUnit"),
  "scope-units/mutations.bringBackScopeUnit": target("scopeUnit"),
  "scope-units/queries.listScopeUnits": table(SCOPE_UNIT_TABLE),
  "scope-units/queries.exportScopeUnits": table(SCOPE_UNIT_TABLE),
  "scope-units/queries.getScopeUnit": byRef("scopeUnitRef"),
  "scope-units/queries.scopeStatement": only,
  "sources/mutations.createSource": ({ access, targets }) => [
    access,
    sourceInput.parse({ title: "Own", type: "contract", counterpartyPartyId: targets.party }),
  ],
  "sources/mutations.updateSource": ({ access, targets }) => [
    access,
    sourceChange.parse({ id: targets.source, version: 1, title: "Own", type: "contract" }),
  ],
  "sources/mutations.retireSource": target("source"),
  "sources/mutations.bringBackSource": target("source"),
  "sources/queries.listSources": table(SOURCE_TABLE),
  "sources/queries.exportSources": table(SOURCE_TABLE),
  "sources/queries.getSource": byRef("sourceRef"),
  "sources/queries.sourceOptions": ({ access, targets }) => [access, { q: CANARY, including: [targets.source] }],
  "triage/mutations.triageRequirement": ({ access, targets }) => [
    access,
    triageInput.parse({ id: targets.requirement, version: 1, touch: "nothing" }),
  ],
  "triage/queries.nextForTriage": ({ access, targets }) => [access, { party: [targets.partyRef], kind: [] }],
  "triage/queries.triageItem": byRef("requirementRef"),
  "triage/queries.triageOverview": only,
  "power-interest/queries.gridRoom": ({ access }) => [access, {}],
  "management-reviews/mutations.createManagementReview": ({ access, targets }) => [
    access,
    newManagementReview.parse({ title: "Ours", heldOn: "2026-01-02", attendeeIds: [targets.user] }),
  ],
  "management-reviews/mutations.updateManagementReview": ({ access, targets }) => [
    access,
    { ...newManagementReview.parse({ title: "Ours", heldOn: "2026-01-02" }), id: targets.meeting, version: 1 },
  ],
  "management-reviews/mutations.recordResults": ({ access, targets }) => [
    access,
    { id: targets.meeting, version: 1, decisions: "Ours", nextOn: null, minutesRef: "", note: "" },
  ],
  "management-reviews/mutations.updateAgendaItem": ({ access, targets }) => [
    access,
    { id: targets.meetingItem, version: 1, discussion: "Ours", noChange: false, decision: "" },
  ],
  "management-reviews/mutations.refreshFacts": ({ access, targets }) => [access, { id: targets.meeting, version: 1 }],
  "management-reviews/mutations.holdManagementReview": ({ access, targets }) => [access, { id: targets.meeting, version: 1 }],
  "management-reviews/mutations.raiseAction": ({ access, targets }) => [
    access,
    { reviewId: targets.meeting, title: "Ours", kind: "task", description: "", ownerId: null, dueAt: null },
  ],
  "management-reviews/mutations.signManagementReview": async ({ access, targets, world }) => {
    const passwordHash = await hash("a password of ours", { memoryCost: 8, timeCost: 1, parallelism: 1 });
    await world.sql("UPDATE user_account SET password_hash = $1 WHERE id = $2", [passwordHash, access.user!.id]);
    return [access, { id: targets.meeting, version: 1, hash: "0".repeat(64), password: "a password of ours" }];
  },
  "management-reviews/queries.listManagementReviews": only,
  "management-reviews/queries.attendeeOptions": only,
  "management-reviews/queries.getManagementReview": byRef("meetingRef"),
  "management-reviews/queries.leadershipBriefing": only,
  "workshops/mutations.createWorkshop": ({ access, targets }) => [
    access,
    { ...workshop, kind: "voting", facilitatorId: targets.user, partyIds: [targets.party] },
  ],
  "workshops/mutations.updateWorkshop": ({ access, targets }) => [access, { ...workshop, id: targets.workshop, version: 1, partyIds: [] }],
  "workshops/mutations.closeWorkshop": target("workshop"),
  "workshops/mutations.addEntries": ({ access, targets }) => [
    access,
    { workshopId: targets.workshop, prompt: "", pestle: null, department: "", entries: [{ id: uuid(), text: "hello" }] },
  ],
  "workshops/mutations.promoteEntry": ({ access, targets }) => [
    access,
    { id: targets.entry, name: "Mine", category: "external", kind: "group" },
  ],
  "workshops/mutations.mergeEntry": ({ access, targets }) => [access, { id: targets.entry, partyId: targets.party }],
  "workshops/mutations.dismissEntry": target("entry"),
  "workshops/mutations.reopenEntry": target("entry"),
  "workshops/mutations.castVote": ({ access, targets }) => [
    access,
    { workshopId: targets.workshop, partyId: targets.party, power: 1, interest: 1, support: null },
  ],
  "workshops/mutations.openVotes": target("workshop"),
  "workshops/mutations.agreeOnParty": ({ access, targets }) => [
    access,
    { workshopId: targets.workshop, partyId: targets.party, partyVersion: 1, power: 1, interest: 1, support: null },
  ],
  "workshops/queries.listWorkshops": only,
  "workshops/queries.getWorkshop": byRef("workshopRef"),
  "workshops/queries.workshopEntries": byRef("workshopRef"),
  "workshops/queries.votingState": byRef("workshopRef"),
  "mail/queries.listMails": ({ access }) => [access, { filter: "all", page: 1 }],
  "mail/queries.getMail": ({ access, targets }) => [access, targets.mail],
  "mail/queries.mailSetup": only,
  "mail/mutations.sendAgain": ({ access, targets }) => [access, { id: targets.mail }],
  "mail/mutations.withdrawMail": ({ access, targets }) => [access, { id: targets.mail }],
  "mail/mutations.sendTestMail": only,
  "mail/mutations.mailBounced": ({ access, targets, world }) => [access, `<${world.nordwind.id}.${targets.mail}@127.0.0.1>`, "550 gone"],
  "reminders/queries.reminderRules": only,
  "reminders/queries.myPreference": only,
  "reminders/queries.dueItems": only,
  "reminders/queries.mySnoozes": only,
  "reminders/queries.myDigests": only,
  "reminders/mutations.savePreference": ({ access }) => [access, { frequency: "weekly", weekday: 3, byMail: false, language: "fr" }],
  "reminders/mutations.snoozeItem": ({ access, targets }) => [access, { key: `action ${targets.actionRef}`, until: addDays(today(), 3) }],
  "reminders/mutations.wakeItem": ({ access, targets }) => [access, { key: `action ${targets.actionRef}` }],
  "reminders/mutations.readDigest": ({ access }) => [access, { day: today() }],
  "reminders/mutations.runDaily": only,
  "saved-views/mutations.saveView": ({ access }) => [
    access,
    newView.parse({ list: "requirements", query: "owner=mine", name: `Own ${Math.random()}` }),
  ],
  "saved-views/mutations.changeView": ({ access, targets }) => [
    access,
    { id: targets.view, name: "Taken over", shared: true, defaultForRole: "owner" },
  ],
  "saved-views/mutations.updateViewQuery": ({ access, targets }) => [access, { id: targets.view, query: "" }],
  "saved-views/mutations.deleteView": ({ access, targets }) => [access, { id: targets.view }],
  "saved-views/queries.listViews": ({ access }) => [access, "requirements", REQUIREMENT_TABLE],
  "findings/mutations.createFinding": ({ access, targets }) => [
    access,
    newFinding.parse({ ...FINDING, repeatOfId: targets.finding, recordRefs: [targets.requirementRef] }),
  ],
  "findings/mutations.updateFinding": ({ access, targets }) => [
    access,
    findingChange.parse({ ...FINDING, id: targets.finding, version: 1 }),
  ],
  "findings/mutations.closeFinding": target("finding"),
  "findings/mutations.reopenFinding": target("finding"),
  "findings/mutations.retireFinding": target("finding"),
  "findings/mutations.bringBackFinding": target("finding"),
  "findings/queries.listFindings": table(FINDING_TABLE),
  "findings/queries.exportFindings": table(FINDING_TABLE),
  "findings/queries.getFinding": byRef("findingRef"),
  "findings/queries.findingOptions": only,
  "actions/mutations.createAction": ({ access, targets }) => [
    access,
    newAction.parse({ title: "Ours", kind: "task", requirementId: targets.requirement, findingId: targets.finding }),
  ],
  "actions/mutations.updateAction": ({ access, targets }) => [
    access,
    actionChange.parse({ title: "Ours", kind: "task", id: targets.action, version: 1 }),
  ],
  "actions/mutations.planAudit": ({ access, targets }) => [
    access,
    newAudit.parse({ title: "Ours", auditKind: "internal", dueAt: "2027-01-01", recordRefs: [targets.actionRef] }),
  ],
  "actions/mutations.updateAudit": ({ access, targets }) => [
    access,
    auditChange.parse({ id: targets.action, version: 1, title: "Ours", auditKind: "internal", dueAt: "2027-01-01", reason: "r" }),
  ],
  "audit-programme/queries.auditProgramme": only,
  "audit-programme/queries.findingsOfAudit": byRef("actionRef"),
  "audit-programme/queries.auditOfRef": byRef("actionRef"),
  "actions/mutations.completeAction": ({ access, targets }) => [access, { id: targets.action, version: 1, result: "Ours" }],
  "actions/mutations.checkEffectiveness": ({ access, targets }) => [
    access,
    { id: targets.action, version: 1, effectivenessCheckedAt: "2026-01-02", effectivenessNote: "Ours" },
  ],
  "actions/mutations.reopenAction": target("action"),
  "actions/mutations.retireAction": target("action"),
  "actions/mutations.bringBackAction": target("action"),
  "actions/queries.listActions": table(ACTION_TABLE),
  "actions/queries.exportActions": table(ACTION_TABLE),
  "actions/queries.getAction": byRef("actionRef"),
  "actions/mutations.openTaskForChangedNeed": ({ access, targets }) => {
    const need = { status: "active", statement: "Ours", links: [{ targetType: "control", targetRef: "A.5.1", rationale: "" }] };
    return [access, need, { id: targets.requirement, ref: "REQ-701", version: 2, values: { ...need, statement: "Theirs" } }];
  },
  "my-work/queries.myWork": only,
  "my-work/queries.urgentWork": only,
  "surveys/mutations.createSurvey": ({ access, targets }) => [access, newSurvey.parse({ title: "Ours", partyIds: [targets.party] })],
  "surveys/mutations.updateSurvey": ({ access, targets }) => [
    access,
    surveyChange.parse({ id: targets.survey, version: 1, title: "Ours" }),
  ],
  "surveys/mutations.saveQuestion": ({ access, targets }) => [
    access,
    questionInput.parse({ surveyId: targets.survey, questionId: targets.surveyQuestion, version: 1, question: "Ours?", kind: "text" }),
  ],
  "surveys/mutations.addFromBank": ({ access, targets }) => [access, { surveyId: targets.survey, keys: ["general-1"] }],
  "surveys/mutations.removeQuestion": target("surveyQuestion"),
  "surveys/mutations.moveQuestion": ({ access, targets }) => [access, { id: targets.surveyQuestion, version: 1, direction: "up" }],
  "surveys/mutations.openSurvey": ({ access, targets }) => [
    access,
    openingInput.parse({ id: targets.survey, version: 1, pasted: "ours@example.org" }),
  ],
  "surveys/mutations.inviteMore": ({ access, targets }) => [
    access,
    invitingInput.parse({ id: targets.survey, pasted: "ours@example.org" }),
  ],
  "surveys/mutations.remindSurvey": target("survey"),
  "surveys/mutations.moveClosing": ({ access, targets }) => [access, { id: targets.survey, version: 1, closesOn: "2999-01-02" }],
  "surveys/mutations.revokeInvitation": target("surveyInvitation"),
  "surveys/mutations.mailInvitationAgain": target("surveyInvitation"),
  "surveys/mutations.closeSurvey": target("survey"),
  "surveys/mutations.retireSurvey": target("survey"),
  "surveys/mutations.bringSurveyBack": target("survey"),
  "surveys/mutations.markResultsRead": target("survey"),
  "surveys/mutations.applySurveyAnswer": ({ access, targets }) => [
    access,
    surveyUse.parse({ answerId: targets.surveyAnswer, version: 1, use: { kind: "new-requirement", statement: "Ours" } }),
  ],
  "surveys/mutations.runDaily": only,
  "surveys/queries.listSurveys": table(SURVEY_TABLE),
  "surveys/queries.getSurvey": byRef("surveyRef"),
  "surveys/queries.surveyInvitations": ({ access, targets }) => [access, targets.survey],
  "surveys/queries.commonAddress": ({ access, targets }) => [access, targets.survey],
  "surveys/queries.surveyAnswers": ({ access, targets }) => [access, targets.survey],
  "surveys/queries.responsesByParty": ({ access, targets }) => [access, targets.survey],
  "surveys/queries.askableParties": ({ access, targets }) => [access, { q: CANARY, ids: [targets.party], ref: targets.partyRef }],
  "triggers/mutations.logEvent": ({ access, targets }) => [
    access,
    newEvent.parse({ eventKey: "new-client", title: "Ours", occurredOn: "2026-01-02", partyIds: [targets.party], ownerId: targets.user }),
  ],
  "triggers/mutations.updateEvent": ({ access, targets }) => [
    access,
    eventChange.parse({ id: targets.event, version: 1, title: "Ours", occurredOn: "2026-01-02" }),
  ],
  "triggers/mutations.openReviewOfEvent": target("event"),
  "triggers/mutations.setCorrectiveAction": ({ access, targets }) => [
    access,
    actionOfEvent.parse({ id: targets.event, version: 1, corrective: "link", correctiveActionId: targets.action }),
  ],
  "triggers/mutations.closeEventByHand": target("event"),
  "triggers/mutations.dismissEvent": target("event"),
  "triggers/mutations.reopenEvent": target("event"),
  "triggers/mutations.saveRule": ({ access }) => [access, ruleInput.parse({ eventKey: "own-701", version: 1, title: "Ours", dueDays: 1 })],
  "triggers/mutations.returnRule": ({ access }) => [access, { eventKey: "own-701", version: 1, reason: "" }],
  "triggers/queries.triggerRules": only,
  "triggers/queries.eventProposal": ({ access }) => [access, "own-701"],
  "triggers/queries.listEvents": table(TRIGGER_TABLE),
  "triggers/queries.exportEvents": table(TRIGGER_TABLE),
  "triggers/queries.openEvents": only,
  "triggers/queries.getEvent": byRef("eventRef"),
  "triggers/queries.correctiveActionOptions": only,
  "actions/queries.actionsOf": ({ access, targets }) => [access, { findingId: targets.finding }],
  "actions/queries.startOfAction": ({ access, targets }) => [access, { requirement: targets.requirementRef, finding: targets.findingRef }],
  "records/queries.recordsByRef": ({ access, targets }) => [access, [targets.partyRef, targets.requirementRef, targets.riskRef]],
  "records/queries.recordOptions": ({ access }) => [access, { q: CANARY }],
  "self-assessment/mutations.keepRun": ({ access }) => [access, { note: "" }],
  "self-assessment/mutations.acceptForNow": ({ access, targets }) => [
    access,
    { check: "AC-13", subjects: [targets.partyRef], reason: "Ours", acceptedUntil: new Date().toISOString().slice(0, 10) },
  ],
  "self-assessment/mutations.withdrawAcceptance": target("acceptance"),
  "self-assessment/mutations.assessFile": ({ access }) => [access, { today: "2026-01-02" }],
  "quality/queries.qualityOfTargets": ({ access, targets }) => [access, "risk", [targets.riskRef]],
  "quality/queries.listQuality": ({ access }) => [access, { kind: null, entity: null, page: 1, pageSize: 50 }],
  "self-assessment/queries.qualityOfRows": ({ access, targets }) => [access, "requirement", [targets.requirementRef]],
  "self-assessment/queries.liveAssessment": only,
  "self-assessment/queries.listKeptRuns": only,
  "self-assessment/queries.getKeptRun": byRef("selfAssessmentRef"),
  "audit-room/mutations.drawSample": ({ access }) => [access, { seed: "ours" }],
  "audit-room/mutations.addNote": ({ access, targets }) => [access, { record: targets.requirementRef, text: "Ours" }],
  "audit-room/mutations.changeNote": ({ access, targets }) => [access, { id: targets.auditNote, text: "Ours" }],
  "audit-room/mutations.removeNote": ({ access, targets }) => [access, { id: targets.auditNote }],
  "audit-room/mutations.requestEvidence": ({ access, targets }) => [access, { record: targets.requirementRef, text: "Ours", dueAt: null }],
  "audit-room/mutations.answerRequest": ({ access, targets }) => [
    access,
    { id: targets.evidenceRequest, version: 1, result: "Ours", evidence: targets.evidenceRef },
  ],
  "audit-room/queries.listSamples": only,
  "audit-room/queries.getSample": byRef("sampleRef"),
  "audit-room/queries.ownNotes": only,
  "audit-room/queries.evidenceRequests": ({ access, targets }) => [access, { record: targets.requirementRef }],
  "audit-room/queries.roomFacts": only,
  "audit-room/queries.pointFacts": ({ access }) => [access, 2],
  "audit-room/queries.evidenceOfRequirement": ({ access, targets }) => [access, targets.requirement],
  "assurance/mutations.makeSheet": ({ access, targets }) => [
    access,
    newSheet.parse({ partyId: targets.party, leftOut: [], seen: "0".repeat(64) }),
  ],
  "assurance/mutations.handOutSheet": ({ access, targets }) => [
    access,
    sheetHandOut.parse({ id: targets.sheet, version: 1, channel: "letter" }),
  ],
  "assurance/mutations.revokeSheet": target("sheet"),
  "assurance/queries.listSheets": ({ access, targets }) => [access, { partyId: targets.party }],
  "assurance/queries.sheetDraft": byRef("partyRef"),
  "assurance/queries.getSheet": byRef("sheetRef"),
  "assurance/queries.recordsOfSheet": ({ access, targets }) => [
    access,
    {
      requirements: [{ ref: targets.requirementRef, evidence: [{ ref: targets.evidenceRef }], controls: [{ ref: targets.controlRef }] }],
      notAddressed: [],
    },
  ],
  "assurance/queries.sequenceOfSheet": ({ access, targets }) => [access, targets.sheet],
  "horizon/mutations.createNote": ({ access, targets }) => [
    access,
    newNote.parse({
      source: "law",
      title: "Ours",
      seenOn: "2026-01-02",
      partyIds: [targets.party],
      requirementIds: [targets.requirement],
      obligationId: targets.obligation,
    }),
  ],
  "horizon/mutations.updateNote": ({ access, targets }) => [
    access,
    noteChange.parse({ id: targets.horizonNote, version: 1, source: "law", title: "Ours", seenOn: "2026-01-02" }),
  ],
  "horizon/mutations.assessNote": ({ access, targets }) => [
    access,
    noteAssessment.parse({ id: targets.horizonNote, version: 1, verdict: "effect", assessment: "Ours" }),
  ],
  "horizon/mutations.reopenNote": target("horizonNote"),
  "horizon/mutations.retireNote": target("horizonNote"),
  "horizon/mutations.bringBackNote": target("horizonNote"),
  "horizon/queries.listNotes": table(HORIZON_TABLE),
  "horizon/queries.exportNotes": table(HORIZON_TABLE),
  "horizon/queries.upcomingObligations": only,
  "horizon/queries.getNote": byRef("horizonNoteRef"),
  "guests/mutations.inviteGuest": ({ access }) => [
    access,
    { name: "Ours", email: "", body: "", purpose: "Ours", areas: [], versionIds: [], periodFrom: null, periodTo: null, days: 7 },
  ],
  "guests/mutations.revokeGuest": ({ access, targets }) => [access, { id: targets.guest, version: 1 }],
  "guests/queries.listGuests": only,
  "guests/queries.getGuest": byRef("guestRef"),
  "guests/queries.guestVersions": only,
  "past/queries.moments": only,
  "search/queries.searchRecords": ({ access }) => [access, CANARY],
  // Found whatever the case; the answer names the terms again.
  "erasure/queries.erasurePreview": ({ access }) => [access, [CANARY.toLowerCase()]],
  "erasure/mutations.erasePerson": ({ access }) => [
    access,
    { terms: [CANARY.toLowerCase()], entries: 0, reason: "Ours", password: "not it" },
  ],
  "backups/queries.backupState": only,
};

/** Functions that belong to a person and no organisation, or take part in a change that somebody else has let in; each with its reason. */
export const NOT_OF_A_TENANT: Record<string, string> = {
  ...ASKS_OF_NO_TENANT,
  ...ENGAGEMENT_OF_NO_TENANT,
  "accounts/mutations.signUp": "an account is nobody's tenant",
  "accounts/mutations.rememberDevice": "one's own browser",
  "accounts/mutations.changeName": "one's own account",
  "accounts/mutations.changePassword": "one's own account",
  "accounts/mutations.endOwnSession": "one's own session, found through the user (tests/accounts.test.ts)",
  "accounts/mutations.endOtherSessions": "one's own sessions",
  "accounts/queries.openSessions": "one's own sessions",
  "copies/queries.publicCurrency": "the code is the proof (tests/copies.test.ts)",
  "members/mutations.mailSettled": "runs inside the change that marks the mail",
  "guests/mutations.mailSettled": "runs inside the change that marks the mail",
  "members/mutations.acceptInvitation": "the link is the proof (tests/members.test.ts)",
  "members/mutations.leave": "one's own membership",
  "assurance/mutations.mailSettled": "runs inside the change that marks the mail",
  "assurance/mutations.openSheet": "the link is the proof (tests/assurance.test.ts)",
  "assurance/queries.sheetDoor": "the link is the proof (tests/assurance.test.ts)",
  "guests/mutations.openAsGuest": "the link is the proof (tests/guests.test.ts)",
  "guests/queries.openGuestLink": "the link is the proof (tests/guests.test.ts)",
  "members/queries.openInvitation": "the link is the proof (tests/members.test.ts)",
  "organizations/mutations.createOrganization": "makes an organisation of one's own",
  "organizations/queries.organizationsOf": "one's own memberships",
  "checkpoints/mutations.checkpointAfter": "runs inside another mutation's change",
  "interested-parties/mutations.requireOwner": "runs inside another mutation's change",
  "interviews/mutations.turnAnswerInto": "runs inside another mutation's change",
  "surveys/mutations.mailSettled": "runs inside the change that marks the mail, which found the record by it",
};

/** Calls that take no id of anything: there is nothing to tell apart, and the second call finds what the first one did. */
export const WITHOUT_IDS = [
  ...COMMUNICATION_WITHOUT_IDS,
  "api-tokens/mutations.makeToken",
  "mail/queries.listMails",
  "mail/mutations.sendTestMail",
  "reminders/queries.myPreference",
  "reminders/queries.mySnoozes",
  "reminders/queries.dueItems",
  "reminders/queries.myDigests",
  "versions/mutations.startVersion",
  "copies/mutations.leavesAsFile",
  "checkpoints/queries.checkpointsToKeep",
  "checkpoints/queries.checkpointReport",
  "checkpoints/mutations.checkpoint",
  "checkpoints/mutations.dailyCheckpoint",
  "audit-packs/queries.packChoices",
  "statement-of-applicability/mutations.issueStatement",
  "copies/mutations.leavesLater",
  "branding/mutations.setLetterhead",
  "catalogue/mutations.addIdentified",
  "catalogue/mutations.ruleOut",
  "silent-stakeholders/mutations.addSilentParty",
];
