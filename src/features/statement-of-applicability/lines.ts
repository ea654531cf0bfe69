import { compareControls, matchesWords } from "@/domain/controls";
import { isOpenChallenge } from "@/domain/statement-of-applicability";
import type { SoaReason } from "@/domain/vocabulary";
import type { Access } from "@/server/access-value";
import type { LiveLine } from "./live";
import type { StatementColumn, StatementTableState } from "./table";

/** Whether something about the line waits for somebody. */
export const isChallenged = (line: LiveLine) => line.challenges.some(isOpenChallenge);

/** The lines that a table's search and filters find, in its order. */
export function linesOf(access: Access, lines: readonly LiveLine[], state: StatementTableState): LiveLine[] {
  const { filters, q, sort } = state;
  const any = (wanted: readonly string[] | undefined, has: readonly string[]) => !wanted || wanted.some((value) => has.includes(value));
  const owners = filters.owner?.map((owner) => (owner === "mine" ? (access.user?.id ?? "") : owner));
  const found = lines.filter(
    (line) =>
      any(filters.applicable, [applicabilityOf(line)]) &&
      any(filters.implementation, [line.implementationStatus ?? "none"]) &&
      any(filters.theme, [line.theme]) &&
      any(filters.origin, [line.own ? "own" : "annex"]) &&
      any(filters.reason, reasonsOf(line)) &&
      any(filters.asked, [line.asked > 0 ? "yes" : "no"]) &&
      any(filters.challenged, [isChallenged(line) ? "1" : ""]) &&
      any(owners, [line.ownerId ?? "none"]) &&
      matchesWords(
        [
          line.control,
          line.title,
          line.searchText,
          line.justification,
          line.implementationNote,
          ...line.written.flatMap(({ names }) => names),
        ].join(" "),
        line.control,
        q,
      ),
  );
  const direction = sort.descending ? -1 : 1;
  return found.sort((a, b) => {
    const [left, right] = [sortValue(a, sort.column), sortValue(b, sort.column)];
    const first = left === right ? 0 : left < right ? -1 : 1;
    return direction * (first || compareControls(a.control, b.control));
  });
}

export function applicabilityOf({ applicable }: { applicable?: unknown }): "yes" | "no" | "undecided" {
  return typeof applicable !== "boolean" ? "undecided" : applicable ? "yes" : "no";
}

function reasonsOf(line: LiveLine): (SoaReason | "none")[] {
  const reasons = new Set([...line.reasons, ...line.written.map(({ reason }) => reason)]);
  return reasons.size === 0 ? ["none"] : [...reasons];
}

function sortValue(line: LiveLine, column: StatementColumn): string | number {
  switch (column) {
    case "title":
      return line.title.toLowerCase();
    case "applicable":
      return ["undecided", "yes", "no"].indexOf(applicabilityOf(line));
    case "implementation":
      return ["planned", "partial", "implemented"].indexOf(line.implementationStatus ?? "");
    case "owner":
      return line.owner?.toLowerCase() ?? "\uffff";
    case "challenges":
      return -line.challenges.filter(isOpenChallenge).length;
    case "asked":
      return line.asked;
    case "decided":
      return line.decidedAt ?? "";
    case "theme":
      return line.theme;
    default:
      return 0;
  }
}
