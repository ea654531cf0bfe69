import { judgeAmount, judgeTargets } from "@/domain/budget-line";
import { targetOfRef } from "@/domain/thread-links";
import { requireOwner } from "@/features/interested-parties/mutations";
import { resolveTargets } from "@/features/threads/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change, type Stored } from "@/server/record";
import type { BudgetLineChange, BudgetLineRetirement, BudgetLineReturn, NewBudgetLine } from "./schema";

export interface SavedBudgetLine {
  id: string;
  ref: string;
  version: number;
}

/** Enters a line of the budget. Throws Invalid for refs of nothing, of retired records or of what cannot be paid for, each by name. */
export async function createBudgetLine(access: Access, input: NewBudgetLine): Promise<SavedBudgetLine> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    return saved(await record.create("budget-line", await checked(access, input, [])));
  });
}

/** Throws Conflict, NotFound, Invalid, Refused for a retired one. What it paid for before may stay, also when that is retired by now. */
export async function updateBudgetLine(access: Access, { id, version, reason, ...values }: BudgetLineChange): Promise<SavedBudgetLine> {
  return change(access, async (record) => {
    const before = await record.get("budget-line", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    const patch = await checked(access, values, before.values.targetRefs as string[]);
    return saved(
      await record.update(
        "budget-line",
        id,
        version,
        (line) => {
          if (line.values.status === "retired") throw new Refused("budgetLine-retired");
          return patch;
        },
        { reason },
      ),
    );
  });
}

export async function retireBudgetLine(access: Access, { id, version, reason }: BudgetLineRetirement): Promise<SavedBudgetLine> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status === "retired") throw new Refused("budgetLine-already_retired");
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("budget-line", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackBudgetLine(access: Access, { id, version, reason }: BudgetLineReturn): Promise<SavedBudgetLine> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status !== "retired") throw new Refused("budgetLine-not_retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("budget-line", id, version, patch, { action: "bring-back", reason }));
  });
}

async function checked(access: Access, line: NewBudgetLine, before: readonly string[]): Promise<NewBudgetLine> {
  const t = translator("refusals");
  const faults: Record<string, string> = {};
  const currency = judgeAmount(line);
  if (!currency.ok) faults.currency = t(`budgetLine-${currency.code}`);
  const named = line.targetRefs.map((ref) => ({ ref, type: targetOfRef(ref)?.type ?? null }));
  const resolved = await resolveTargets(
    access,
    named.flatMap(({ ref, type }) => (type ? [{ ref, type }] : [])),
  );
  const found = new Map(resolved.map(({ ref, target }) => [ref, target && (target.retired ? "retired" : "in_use")] as const));
  const verdict = judgeTargets(
    named.map(({ ref, type }) => ({ ref, type, state: found.get(ref) ?? null })),
    before,
  );
  if (!verdict.ok) faults.targetRefs = t(`budgetLine-${verdict.code}`, { refs: verdict.refs.join(", "), count: verdict.refs.length });
  if (!currency.ok || !verdict.ok) throw new Invalid(faults);
  return { ...line, currency: currency.value };
}

function saved({ id, ref, version }: Stored): SavedBudgetLine {
  return { id, ref: ref ?? "", version };
}
