import type { Binding, Cia, PartyCategory, RequirementKind, Strength } from "@/domain/vocabulary";
import { cellText, fold, isDitto, isNothing } from "./cell-text";
import type { ImportChoices } from "./choices";
import { readCode, readCodes, readFlag } from "./codes";
import { type AmbiguousControl, isControl, readControls } from "./control-references";
import { type DateColumnEvidence, type DateReading, gatherDateEvidence, provenOrder, readDate } from "./dates";
import type { Doubts } from "./doubts";
import { fieldDefinition, type ImportField } from "./fields";
import type { ColumnGuess } from "./guess-columns";
import type { ImportComment, ValueMapping } from "./proposal";
import { isMarkedGoal, readProtectionGoals } from "./protection-goals";
import type { DataRow } from "./read-rows";
import { LEVEL_SCORES, readScore, readScorePair, type Score, scoreNumber } from "./scores";
import { serialToDay } from "./serial-day";
import { type Cell, type CellComment, columnLetters, isRich } from "./workbook";

/** What the cells of one row say about its requirement or requirements, statement and party apart. */
export interface RequirementCells {
  strength: Strength | null;
  binding: Binding | null;
  kind: RequirementKind | null;
  source: string | null;
  sourceLocator: string | null;
  cia: Cia[];
  controls: string[];
  controlsLegacy: string[];
  controlsSuggested: string[];
  controlsAmbiguous: AmbiguousControl[];
  clauses: string[];
  howAddressed: string | null;
  owner: string | null;
  lastReviewed: string | null;
  retired: boolean;
  notSecurityText: string | null;
  notes: string[];
  fields: Record<string, string | number | boolean | string[]>;
  comments: ImportComment[];
}

export interface PartyCells {
  category: PartyCategory | null;
  power: Score | null;
  interest: Score | null;
  adverse: boolean | null;
  notes: string[];
  fields: Record<string, string | number | boolean | string[]>;
  comments: ImportComment[];
}

const NOT_ISMS =
  /\b(?:not\s+(?:an?\s+|part\s+of\s+(?:the\s+)?)?isms|nicht\s+(?:im\s+|teil\s+des\s+)?isms|kein\s+isms(?:-thema)?|out\s+of\s+(?:isms\s+)?scope|outside\s+(?:the\s+)?isms|nicht\s+relevant\s+für\s+(?:das\s+)?isms)\b/i;

/** Reads the cells of rows by the fields of their columns. Holds what must be known of a whole column: date evidence, value mappings, cells above. */
export class CellReader {
  private readonly values = new Map<string, ValueMapping>();
  private readonly evidence = new Map<number, DateColumnEvidence>();
  private readonly above = new Map<number, Cell>();
  private readonly comments = new Map<number, CellComment[]>();
  private readonly used: ColumnGuess[];
  private readonly noteColumns: number;
  private readonly groupingColumn: ColumnGuess | undefined;

  constructor(
    private readonly columns: ColumnGuess[],
    private readonly rows: DataRow[],
    comments: CellComment[],
    private readonly choices: ImportChoices,
    private readonly doubts: Doubts,
  ) {
    for (const comment of comments) {
      const list = this.comments.get(comment.row);
      if (list) list.push(comment);
      else this.comments.set(comment.row, [comment]);
    }
    const party = columns.find((column) => column.field === "party");
    const category = columns.find((column) => column.field === "category");
    const namedRows = party ? rows.filter((row) => (row.texts[party.index] ?? "") !== "").length : 0;
    if (party && category && category.index < party.index && category.filled > 0 && category.filled <= namedRows / 2)
      this.groupingColumn = category;
    this.noteColumns = columns.filter((column) => column.field === "note" || column.field === "party_note").length;
    this.used = columns.filter(
      (column) =>
        column.field !== "ignore" &&
        column.field !== "party" &&
        column.field !== "statement" &&
        column.field !== "number" &&
        column.filled > 0,
    );
  }

  valueMappings(): ValueMapping[] {
    return [...this.values.values()].sort((a, b) => a.field.localeCompare(b.field) || b.count - a.count);
  }

  /** Rows with comments that no data row took. */
  leftComments(): CellComment[] {
    return [...this.comments.values()].flat();
  }

  /**
   * A category that stands only where it changes ("Internal" beside the first of several parties, left of their names) goes on over the empty cells
   * below. To be called once for every row, in order; `named` says that the row names a party of its own.
   */
  fillCategory(row: DataRow, named: boolean): void {
    const column = this.groupingColumn;
    if (!column || !named) return;
    const text = row.texts[column.index] ?? "";
    const before = this.above.get(column.index);
    if (text !== "" || before === undefined || cellText(before) === "") return;
    const value = cellText(before);
    if (
      !this.doubts.yes({
        kind: "ditto",
        row: row.n,
        column: column.index,
        byDefault: true,
        confidence: "medium",
        params: { text: "", value },
      })
    )
      return;
    row.cells[column.index] = before;
    row.texts[column.index] = value;
  }

  /** Replaces ditto marks by the value above, asking for each; to be called once for every row, in order. */
  fillDitto(row: DataRow): void {
    for (const column of this.columns) {
      if (column.field === "ignore") continue;
      const text = row.texts[column.index] ?? "";
      if (text === "") continue;
      const before = this.above.get(column.index);
      if (isDitto(text) && before !== undefined && column.field !== "statement") {
        if (
          this.doubts.yes({
            kind: "ditto",
            row: row.n,
            column: column.index,
            byDefault: true,
            confidence: "high",
            params: { text, value: cellText(before).slice(0, 200) },
          })
        ) {
          row.cells[column.index] = before;
          row.texts[column.index] = cellText(before);
        }
        continue;
      }
      this.above.set(column.index, row.cells[column.index] ?? null);
    }
  }

  read(row: DataRow): { party: PartyCells; requirement: RequirementCells } {
    const party: PartyCells = { category: null, power: null, interest: null, adverse: null, notes: [], fields: {}, comments: [] };
    const requirement: RequirementCells = {
      strength: null,
      binding: null,
      kind: null,
      source: null,
      sourceLocator: null,
      cia: [],
      controls: [],
      controlsLegacy: [],
      controlsSuggested: [],
      controlsAmbiguous: [],
      clauses: [],
      howAddressed: null,
      owner: null,
      lastReviewed: null,
      retired: false,
      notSecurityText: null,
      notes: [],
      fields: {},
      comments: [],
    };
    for (const column of this.used) {
      const text = row.texts[column.index] ?? "";
      if (text === "") continue;
      const cell = row.cells[column.index] ?? null;
      if (isRich(cell) && cell.error) {
        this.doubts.tell("error_value", row.n, column.index, { value: String(cell.v) });
        requirement.notes.push(labelled(column, text));
        continue;
      }
      if (column.field === null) {
        if (!isNothing(text)) requirement.notes.push(labelled(column, text));
        continue;
      }
      this.readField(column, column.field as ImportField, text, cell, row, party, requirement);
    }
    this.takeComments(row, party, requirement);
    return { party, requirement };
  }

  private readField(
    column: ColumnGuess,
    field: ImportField,
    text: string,
    cell: Cell,
    row: DataRow,
    party: PartyCells,
    requirement: RequirementCells,
  ): void {
    const definition = fieldDefinition(field);
    const target = definition.record === "party" ? party : requirement;
    switch (definition.reads) {
      case "code": {
        const value = this.code(column, field, text);
        if (value === null) {
          if (!isNothing(text)) this.unread(column, row, text, target.notes);
        } else if (field === "category") party.category = value as PartyCategory;
        else if (field === "strength") requirement.strength = value as Strength;
        else if (field === "binding") requirement.binding = value as Binding;
        else if (field === "kind") requirement.kind = value as RequirementKind;
        else if (field === "status" && value === "retired") requirement.retired = true;
        else target.fields[field] = value;
        return;
      }
      case "codes": {
        const { values, rest } = readCodes(field, text);
        if (values.length > 0) target.fields[field] = values;
        if (rest !== "" && !isNothing(rest)) this.unread(column, row, rest, target.notes);
        return;
      }
      case "flag": {
        const value = readFlag(text);
        if (value === null) {
          if (!isNothing(text)) this.unread(column, row, text, target.notes);
        } else if (field === "adverse") party.adverse = value;
        else target.fields[field] = value;
        return;
      }
      case "score": {
        const score = isNothing(text) ? null : this.score(column, field, text);
        if (score === null) {
          if (!isNothing(text)) this.unread(column, row, text, target.notes);
        } else if (field === "power") party.power = score;
        else if (field === "interest") party.interest = score;
        else target.fields[field] = this.scoreValue(field, score);
        return;
      }
      case "scores": {
        const pair = isNothing(text) ? null : readScorePair(text);
        if (!pair) {
          if (!isNothing(text)) this.unread(column, row, text, party.notes);
          return;
        }
        const interestFirst = /^(?:interest|interesse)/.test(fold(column.label));
        party.power = pair[interestFirst ? 1 : 0];
        party.interest = pair[interestFirst ? 0 : 1];
        this.mapScore(column, "power", party.power);
        this.mapScore(column, "interest", party.interest);
        return;
      }
      case "support": {
        const number = Number(text.replace("−", "-"));
        if (Number.isInteger(number) && number >= -2 && number <= 2) party.fields.support = number;
        else if (!isNothing(text)) this.unread(column, row, text, party.notes);
        return;
      }
      case "date": {
        const day = this.date(column, text, cell, row, target.notes);
        if (day === null) return;
        if (field === "last_reviewed") requirement.lastReviewed = day;
        else target.fields[field] = day;
        return;
      }
      case "source":
        if (!isNothing(text)) requirement.source = text;
        return;
      case "goals":
        this.goals(column, text, row, requirement);
        return;
      case "goal": {
        if (!isMarkedGoal(text)) return;
        const goal = field.slice("goal_".length) as Cia;
        requirement.cia.push(goal);
        if (!/^(?:x|yes|ja|y|j|1|true|wahr|✓|✔|☑|•|\+|[cia]|vt|vf|v)$/i.test(text)) requirement.notes.push(labelled(column, text));
        return;
      }
      case "controls":
        this.controls(column, text, cell, row, requirement);
        return;
      case "clauses": {
        const read = readControls(text.replace(/(^|[,;\n/&]\s*|\d\s+|\band\s+|\bund\s+)(?=\d)/g, "$1Clause "), false);
        for (const clause of read.clauses) if (!requirement.clauses.includes(clause)) requirement.clauses.push(clause);
        for (const control of read.controls) if (!requirement.controls.includes(control)) requirement.controls.push(control);
        if (read.rest !== "" && !isNothing(read.rest)) requirement.notes.push(labelled(column, text));
        return;
      }
      case "note":
        // A column that is called "Note" needs no label in the note.
        if (!isNothing(text)) target.notes.push(column.confidence === "high" && this.noteColumns === 1 ? text : labelled(column, text));
        return;
      default:
        if (isNothing(text)) return;
        if (field === "owner") requirement.owner = text.replace(/\s*\n\s*/g, ", ");
        else if (field === "how_addressed") {
          if (NOT_ISMS.test(text)) {
            requirement.notSecurityText = text;
            requirement.notes.push(labelled(column, text));
          } else requirement.howAddressed = text;
        } else if (field === "source_locator") requirement.sourceLocator = text;
        else target.fields[field] = text;
    }
  }

  private unread(column: ColumnGuess, row: DataRow, text: string, notes: string[]): void {
    this.doubts.tell("code_unknown", row.n, column.index, { value: text.slice(0, 100), label: column.label });
    notes.push(labelled(column, text));
  }

  private code(column: ColumnGuess, field: ImportField, text: string): string | null {
    const key = fold(text).slice(0, 100);
    const own = this.choices.values[field]?.[key];
    const options = [...(fieldDefinition(field).codes ?? [])];
    let value = readCode(field, text);
    // "Erfordernis/Erwartung": both begin with E.
    if (field === "strength" && key === "e" && /erfordernis.*erwartung|erwartung.*erfordernis/.test(fold(column.label))) value = null;
    if (own !== undefined) value = typeof own === "string" && options.includes(own) ? own : null;
    if (!isNothing(text) || value !== null) this.count(column, field, text, key, value, options);
    return value;
  }

  private score(column: ColumnGuess, field: string, text: string): Score | null {
    const score = readScore(text);
    const own = this.choices.values[field]?.[fold(text)];
    if (score === null && typeof own === "number" && own >= 1 && own <= 5) {
      this.count(column, field, text, fold(text), own, [1, 2, 3, 4, 5]);
      return Math.round(own);
    }
    if (score !== null) this.mapScore(column, field, score, text);
    else if (!isNothing(text)) this.count(column, field, text, fold(text).slice(0, 100), null, [1, 2, 3, 4, 5]);
    return score;
  }

  private mapScore(column: ColumnGuess, field: string, score: Score | null, text = String(score)): void {
    if (score === null || typeof score === "number") return;
    this.doubts.tellOnce("levels_mapped", null, column.index, { label: column.label });
    void text;
    this.count(column, field, score, fold(score), this.scoreValue(field, score), [1, 2, 3, 4, 5]);
  }

  /** The number 1 to 5 that a score stands for, by the user's mapping of its level where there is one. */
  scoreValue(field: string, score: Score): number {
    if (typeof score === "number") return score;
    const mapping = this.choices.values[field];
    const own = mapping?.[fold(score)] ?? mapping?.[score[0]!];
    return typeof own === "number" && own >= 1 && own <= 5 ? Math.round(own) : (LEVEL_SCORES[score] ?? scoreNumber(score));
  }

  private count(
    column: ColumnGuess,
    field: string,
    word: string,
    key: string,
    value: string | number | null,
    options: (string | number)[],
  ): void {
    const id = `${field}\u0000${key}`;
    const mapping = this.values.get(id);
    if (mapping) mapping.count++;
    else if (this.values.size < 2_000)
      this.values.set(id, { field, column: columnLetters(column.index), word: word.slice(0, 100), key, count: 1, value, options });
  }

  private goals(column: ColumnGuess, text: string, row: DataRow, requirement: RequirementCells): void {
    if (isNothing(text)) return;
    const read = readProtectionGoals(text);
    for (const goal of read.cia) if (!requirement.cia.includes(goal)) requirement.cia.push(goal);
    if (read.ambiguous) {
      const options = read.ambiguous.options as readonly Cia[];
      const chosen = this.doubts.ask({
        kind: "goal_ambiguous",
        row: row.n,
        column: column.index,
        options: [...options, "both", "none"],
        recommended: "none",
        confidence: "low",
        params: { text },
      });
      const goals: Cia[] = chosen === "both" ? [...options] : chosen === "none" ? [] : [chosen as Cia];
      for (const goal of goals) if (!requirement.cia.includes(goal)) requirement.cia.push(goal);
      if (goals.length === 0) requirement.notes.push(labelled(column, text));
    }
    if (read.rest !== "") this.unread(column, row, text, requirement.notes);
  }

  private controls(column: ColumnGuess, text: string, cell: Cell, row: DataRow, requirement: RequirementCells): void {
    if (isNothing(text)) return;
    const fromNumber = typeof cell === "number" || (isRich(cell) && typeof cell.v === "number");
    // What Excel shows with two decimals (5.10) has kept its zero.
    const kept = isRich(cell) && cell.shown !== undefined && isControl(`A.${cell.shown}`);
    const read = readControls(text, fromNumber && !kept, isRich(cell) && cell.date ? cell.date : null);
    for (const range of read.ranges) {
      const expanded = this.doubts.yes({
        kind: "control_range",
        row: row.n,
        column: column.index,
        part: range.text,
        byDefault: true,
        confidence: "high",
        params: { text: range.text, controls: range.controls.join(", ") },
      });
      if (!expanded) {
        read.controls = read.controls.filter((control) => !range.controls.includes(control));
        requirement.notes.push(labelled(column, range.text));
      }
    }
    for (const control of read.controls) if (!requirement.controls.includes(control)) requirement.controls.push(control);
    for (const legacy of read.legacy) if (!requirement.controlsLegacy.includes(legacy)) requirement.controlsLegacy.push(legacy);
    for (const clause of read.clauses) if (!requirement.clauses.includes(clause)) requirement.clauses.push(clause);
    if (read.legacy.length > 0) {
      const taken = this.doubts.yes({
        kind: "control_legacy",
        row: row.n,
        column: column.index,
        byDefault: false,
        confidence: "medium",
        params: { text: read.legacy.join(", "), controls: read.suggested.join(", ") },
      });
      for (const control of read.suggested) {
        requirement.controlsSuggested.push(control);
        if (taken && !requirement.controls.includes(control)) requirement.controls.push(control);
      }
    }
    for (const ambiguous of read.ambiguous) {
      const chosen = this.doubts.ask({
        kind: "control_ambiguous",
        row: row.n,
        column: column.index,
        part: ambiguous.text,
        options: [...ambiguous.options, "none"],
        recommended: "none",
        confidence: "low",
        params: { text: ambiguous.text, why: ambiguous.why, options: ambiguous.options.join(", ") },
      });
      if (chosen === "none") requirement.controlsAmbiguous.push(ambiguous);
      else if (chosen.startsWith("Clause")) requirement.clauses.push(chosen);
      else if (!requirement.controls.includes(chosen)) requirement.controls.push(chosen);
    }
    if (read.rest !== "" && !isNothing(read.rest)) {
      this.doubts.tell("text_to_note", row.n, column.index, { text: read.rest.slice(0, 200), label: column.label });
      requirement.notes.push(labelled(column, text));
    }
  }

  private date(column: ColumnGuess, text: string, cell: Cell, row: DataRow, notes: string[]): string | null {
    if (isRich(cell) && cell.date) return cell.date;
    const reading = readDate(text, serialToDay);
    switch (reading.kind) {
      case "day":
        return reading.day;
      case "serial":
        return this.doubts.yes({
          kind: "date_serial",
          row: row.n,
          column: column.index,
          byDefault: true,
          confidence: "high",
          params: { text, day: reading.day },
        })
          ? reading.day
          : this.dateToNote(column, text, notes);
      case "ambiguous": {
        const proven = provenOrder(reading, this.evidenceOf(column));
        const chosen = this.doubts.ask({
          kind: proven ? "date_order" : "date_ambiguous",
          row: row.n,
          column: column.index,
          options: [reading.dayFirst, reading.monthFirst, "none"],
          recommended: proven ? reading[proven] : "none",
          confidence: proven ? "medium" : "low",
          params: { text, dayFirst: reading.dayFirst, monthFirst: reading.monthFirst },
        });
        return chosen === "none" ? this.dateToNote(column, text, notes) : chosen;
      }
      case "text":
        this.doubts.tell("not_a_date", row.n, column.index, { text: text.slice(0, 100) });
        if (!isNothing(text)) this.dateToNote(column, text, notes);
        return null;
      default:
        return null;
    }
  }

  private dateToNote(column: ColumnGuess, text: string, notes: string[]): null {
    notes.push(labelled(column, text));
    return null;
  }

  private evidenceOf(column: ColumnGuess): DateColumnEvidence {
    let evidence = this.evidence.get(column.index);
    if (!evidence) {
      const readings: DateReading[] = [];
      const real: string[] = [];
      for (const row of this.rows) {
        const cell = row.cells[column.index];
        if (isRich(cell) && cell.date) real.push(cell.date);
        else readings.push(readDate(row.texts[column.index] ?? "", serialToDay));
      }
      evidence = gatherDateEvidence(readings, real);
      this.evidence.set(column.index, evidence);
    }
    return evidence;
  }

  private takeComments(row: DataRow, party: PartyCells, requirement: RequirementCells): void {
    const comments = this.comments.get(row.n);
    if (!comments) return;
    this.comments.delete(row.n);
    for (const { column, author, text } of comments) {
      this.doubts.tell("comment", row.n, column, { text: text.slice(0, 300) });
      const field = this.columns[column]?.field;
      const ofParty = field && field !== "ignore" && fieldDefinition(field).record === "party";
      (ofParty ? party : requirement).comments.push({ author, text });
    }
  }
}

function labelled(column: ColumnGuess, text: string): string {
  return column.label === "" ? `${column.letter}: ${text}` : `${column.label}: ${text}`;
}
