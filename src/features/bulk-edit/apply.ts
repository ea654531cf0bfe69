import * as issues from "@/features/context-issues/mutations";
import { newIssue } from "@/features/context-issues/schema";
import * as parties from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import * as objectives from "@/features/objectives/mutations";
import { newObjective } from "@/features/objectives/schema";
import * as obligations from "@/features/obligations/mutations";
import { obligationInput } from "@/features/obligations/schema";
import * as requirements from "@/features/requirements/mutations";
import { requirementInput } from "@/features/requirements/schema";
import * as sources from "@/features/sources/mutations";
import { sourceInput } from "@/features/sources/schema";
import type { Access } from "@/server/access";
import type { EntityName } from "@/server/entities";
import { Refused } from "@/server/errors";
import { change, type Values } from "@/server/record";
import type { EditRowsInput, IssueEdit, ObjectiveEdit, ObligationEdit, PartyEdit, RequirementEdit, SourceEdit } from "./schema";

export interface Target {
  id: string;
  version: number;
}

export interface Saved {
  id: string;
  ref: string;
  version: number;
}

/** One change of one row, through the mutation that a form or a button of its page would use: the same rules, the same history, no door of its own. */
export async function applyEdit(
  access: Access,
  edit: Pick<EditRowsInput, "list" | "change">,
  target: Target,
  reason: string,
): Promise<Saved> {
  switch (edit.list) {
    case "interested-parties":
      return toParty(access, target, edit.change as PartyEdit, reason);
    case "requirements":
      return toRequirement(access, target, edit.change as RequirementEdit, reason);
    case "sources":
      return toSource(access, target, edit.change as SourceEdit, reason);
    case "obligations":
      return toObligation(access, target, edit.change as ObligationEdit, reason);
    case "context":
      return toIssue(access, target, edit.change as IssueEdit, reason);
    case "objectives":
      return toObjective(access, target, edit.change as ObjectiveEdit, reason);
  }
}

/** What a form of the record would send, with some of it changed: everything else as it stands. */
async function asWritten<Shape extends object>(
  access: Access,
  entity: EntityName,
  id: string,
  shape: Shape,
  changed: Values,
): Promise<{ [Field in keyof Shape]: never }> {
  const { values } = await change(access, (record) => record.get(entity, id));
  const written = Object.fromEntries(Object.keys(shape).map((name) => [name, values[name]]));
  return { ...written, ...changed } as { [Field in keyof Shape]: never };
}

/** The record's own name of a column that is called otherwise in the list. */
const PARTY_FIELDS: Record<string, string> = { owner: "ownerId", vector: "influenceVector" };

async function toParty(access: Access, target: Target, edit: PartyEdit, reason: string): Promise<Saved> {
  switch (edit.field) {
    case "relevance":
      return parties.decidePartyRelevance(access, { ...target, relevance: edit.value, rationale: reason });
    case "lastReviewed":
      return parties.reviewParty(access, { ...target, reason });
    case "activate":
      return parties.activateParty(access, { ...target, reason });
    case "retire":
      return parties.retireParty(access, { ...target, reason });
    case "bringBack":
      return parties.bringBackParty(access, { ...target, reason });
    default: {
      const changed = { scoresConfirmed: false, [PARTY_FIELDS[edit.field] ?? edit.field]: edit.value };
      const written = await asWritten(access, "interested-party", target.id, newParty.shape, changed);
      await refuseRetired(access, "interested-party", target.id, "party-retired");
      return parties.updateParty(access, { ...written, ...target, reason });
    }
  }
}

const REQUIREMENT_FIELDS: Record<string, string> = {
  owner: "ownerId",
  impact: "impactIfUnmet",
  climate: "climateRelated",
  lastReviewed: "lastReviewedAt",
};

async function toRequirement(access: Access, target: Target, edit: RequirementEdit, reason: string): Promise<Saved> {
  const stands = async () => (await change(access, (record) => record.get("requirement", target.id))).values as never as Standing;
  switch (edit.field) {
    case "relevance": {
      const { cia, ciaRationale } = await stands();
      return requirements.decideRelevance(access, { ...target, relevance: edit.value, cia: edit.cia ?? cia, ciaRationale, reason });
    }
    case "isms": {
      const { howAddressed, links } = await stands();
      const how = edit.howAddressed ?? howAddressed;
      return requirements.decideIsms(access, {
        ...target,
        ismsDecision: edit.value,
        ismsDecisionRationale: reason,
        howAddressed: how,
        links,
        reason,
      });
    }
    case "priority":
      return requirements.decidePriority(access, { ...target, priority: edit.value, priorityJustification: reason, reason });
    case "fulfilment": {
      const { fulfilmentNote } = await stands();
      const note = reason || fulfilmentNote;
      return requirements.assessFulfilment(access, {
        ...target,
        fulfilmentStatus: edit.value,
        fulfilmentAssessedAt: null,
        fulfilmentNote: note,
      });
    }
    case "activate":
      return requirements.activateRequirement(access, { ...target, reason });
    case "retire":
      return requirements.retireRequirement(access, { ...target, reason });
    case "bringBack":
      return requirements.bringBackRequirement(access, { ...target, reason });
    default: {
      const changed: Values = { [REQUIREMENT_FIELDS[edit.field] ?? edit.field]: edit.value };
      // Choosing a member says who the name in the imported sheet was.
      if (edit.field === "owner" && edit.value) changed.ownerLabel = "";
      const written = await asWritten(access, "requirement", target.id, requirementInput.shape, changed);
      const { forced, ...saved } = await requirements.updateRequirement(access, { ...written, ...target, reason });
      // In a form the person sees that law sets the axis; here a quiet "done" would be a lie.
      if ((edit.field === "strength" && forced.strength) || (edit.field === "binding" && forced.binding)) {
        throw new Refused(`edit-forced-${forced.force ?? "law"}`);
      }
      return saved;
    }
  }
}

type Standing = Pick<Parameters<typeof requirements.decideIsms>[1], "howAddressed" | "links"> &
  Pick<Parameters<typeof requirements.decideRelevance>[1], "cia" | "ciaRationale"> & { fulfilmentNote: string };

async function toSource(access: Access, target: Target, edit: SourceEdit, reason: string): Promise<Saved> {
  switch (edit.field) {
    case "retire":
      return sources.retireSource(access, { ...target, reason });
    case "bringBack":
      return sources.bringBackSource(access, { ...target, reason });
    default: {
      const changed = { [edit.field === "owner" ? "ownerId" : edit.field]: edit.value };
      const written = await asWritten(access, "source", target.id, sourceInput.shape, changed);
      return sources.updateSource(access, { ...written, ...target, reason });
    }
  }
}

async function toObligation(access: Access, target: Target, edit: ObligationEdit, reason: string): Promise<Saved> {
  switch (edit.field) {
    case "lastVerified":
      return obligations.verifyObligation(access, { ...target, reason });
    case "retire":
      return obligations.retireObligation(access, { ...target, reason });
    case "bringBack":
      return obligations.bringBackObligation(access, { ...target, reason });
    default: {
      const changed = { [edit.field === "owner" ? "ownerId" : edit.field]: edit.value };
      const written = await asWritten(access, "obligation", target.id, obligationInput.shape, changed);
      return obligations.updateObligation(access, { ...written, ...target, reason });
    }
  }
}

const ISSUE_FIELDS: Record<string, string> = { owner: "ownerId", climate: "climateRelated" };

async function toIssue(access: Access, target: Target, edit: IssueEdit, reason: string): Promise<Saved> {
  switch (edit.field) {
    case "retire":
      requireReason(reason);
      return issues.retireIssue(access, { ...target, reason });
    case "bringBack":
      return issues.bringBackIssue(access, { ...target, reason });
    default: {
      const changed = { [ISSUE_FIELDS[edit.field] ?? edit.field]: edit.value };
      const written = await asWritten(access, "context-issue", target.id, newIssue.shape, changed);
      await refuseRetired(access, "context-issue", target.id, "issue-retired");
      return issues.updateIssue(access, { ...written, ...target, reason });
    }
  }
}

async function toObjective(access: Access, target: Target, edit: ObjectiveEdit, reason: string): Promise<Saved> {
  switch (edit.field) {
    case "retire":
      requireReason(reason);
      return objectives.retireObjective(access, { ...target, reason });
    case "bringBack":
      return objectives.bringBackObjective(access, { ...target, reason });
    default: {
      const written = await asWritten(access, "objective", target.id, newObjective.shape, { ownerId: edit.value });
      return objectives.updateObjective(access, { ...written, ...target, reason });
    }
  }
}

/** Where the form's own schema asks for the reason and not the mutation. */
function requireReason(reason: string): void {
  if (reason === "") throw new Refused("edit-retire_reason");
}

/** A retired record has no edit page; its row has no cells to edit either. */
async function refuseRetired(access: Access, entity: EntityName, id: string, code: string): Promise<void> {
  const { values } = await change(access, (record) => record.get(entity, id));
  if (values.status === "retired") throw new Refused(code);
}
