import type { PaperKind } from "./kind";
import { ASSURANCE_SHEET } from "./kinds/assurance-sheet";
import { BUDGET_JUSTIFICATION } from "./kinds/budget-justification";
import { CHANGE_RECORD } from "./kinds/change-record";
import { COMMUNICATION_LOG, COMMUNICATION_PLAN } from "./kinds/communication";
import { CONTEXT } from "./kinds/context";
import { CONTROL_MATRIX } from "./kinds/control-matrix";
import { GRID } from "./kinds/grid";
import { INFLUENCE_MAP } from "./kinds/influence-map";
import { LEADERSHIP_BRIEFING } from "./kinds/leadership-briefing";
import { LEGAL_REGISTER } from "./kinds/legal-register";
import { MANAGEMENT_REVIEW_PACK, MINUTES } from "./kinds/management-review";
import { MONITORING_PLAN, MONITORING_REPORT } from "./kinds/monitoring";
import { PROCESS_LOG } from "./kinds/process-log";
import { REGISTER } from "./kinds/register";
import { TWO_COLUMN } from "./kinds/two-column";

/** Every kind of document, in the order in which the page shows them: one import and one line each. */
export const PAPER_KINDS: readonly PaperKind[] = [
  CONTEXT,
  REGISTER,
  TWO_COLUMN,
  LEGAL_REGISTER,
  CONTROL_MATRIX,
  GRID,
  INFLUENCE_MAP,
  CHANGE_RECORD,
  PROCESS_LOG,
  COMMUNICATION_PLAN,
  COMMUNICATION_LOG,
  BUDGET_JUSTIFICATION,
  LEADERSHIP_BRIEFING,
  MANAGEMENT_REVIEW_PACK,
  MINUTES,
  MONITORING_PLAN,
  MONITORING_REPORT,
  ASSURANCE_SHEET,
];

export function paperKindOf(key: string): PaperKind | null {
  return PAPER_KINDS.find((kind) => kind.key === key) ?? null;
}
