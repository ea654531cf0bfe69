import type { ImportChoices } from "./choices";
import type { Confidence, Doubt, DoubtKind, MessageParams, Notice, NoticeKind } from "./proposal";
import { columnLetters } from "./workbook";

interface Question {
  kind: DoubtKind;
  row: number;
  column?: number | null;
  /** Tells several doubts of one kind in one cell apart. */
  part?: string;
  options?: readonly string[];
  recommended: string;
  confidence: Confidence;
  params?: MessageParams;
}

const YES_NO = ["yes", "no"];

/** Collects doubts and notices while the sheet is read, and answers each doubt: the user's choice where there is one, else the recommendation. */
export class Doubts {
  readonly list: Doubt[] = [];
  readonly notices: Notice[] = [];
  private readonly seen = new Set<string>();
  private readonly told = new Set<string>();

  constructor(private readonly choices: ImportChoices) {}

  ask(question: Question): string {
    const column = question.column === undefined || question.column === null ? null : columnLetters(question.column);
    let id: string = question.kind;
    for (const piece of [String(question.row), column, question.part]) if (piece) id += `:${piece}`;
    const options = [...(question.options ?? YES_NO)];
    const choice = this.choices.doubts[id];
    const chosen = choice !== undefined && options.includes(choice) ? choice : question.recommended;
    if (!this.seen.has(id)) {
      this.seen.add(id);
      this.list.push({
        id,
        kind: question.kind,
        row: question.row,
        column,
        params: question.params ?? {},
        options,
        chosen,
        recommended: question.recommended,
        confidence: question.confidence,
      });
    }
    return chosen;
  }

  yes(question: Omit<Question, "options" | "recommended"> & { byDefault: boolean }): boolean {
    const { byDefault, ...rest } = question;
    return this.ask({ ...rest, recommended: byDefault ? "yes" : "no" }) === "yes";
  }

  tell(kind: NoticeKind, row: number | null = null, column: number | null = null, params: MessageParams = {}): void {
    this.notices.push({ kind, row, column: column === null ? null : columnLetters(column), params });
  }

  /** The same, once for the whole file. */
  tellOnce(kind: NoticeKind, row: number | null = null, column: number | null = null, params: MessageParams = {}): void {
    const key = `${kind}:${column ?? ""}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.tell(kind, row, column, params);
  }
}
