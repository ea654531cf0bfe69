import { z } from "zod";
import { id, requiredProse, version } from "@/lib/zod-fields";

/** Records that a remark may stand on. */
export const COMMENTED = [
  "interested-party",
  "requirement",
  "source",
  "obligation",
  "context-issue",
  "risk",
  "document",
  "scope-unit",
  "budget-line",
  "evidence",
  "own-control",
  "objective",
  "finding",
  "action",
  "trigger-event",
  "engagement",
  "conflict",
  "register-version",
] as const;

export const commentInput = z.strictObject({ entity: z.enum(COMMENTED), entityId: id(), text: requiredProse(4_000) });
export const resolveInput = z.strictObject({ id: id(), version: version(), resolution: requiredProse(1_000) });

export type CommentInput = z.output<typeof commentInput>;
export type ResolveInput = z.output<typeof resolveInput>;
