import { cellText, fold, isNothing, isPlaceholder } from "./cell-text";
import type { ImportChoices } from "./choices";
import { Doubts } from "./doubts";
import type { ImportField } from "./fields";
import { findTable, type Table } from "./find-table";
import { type ColumnGuess, guessColumns } from "./guess-columns";
import { isAdverseTemplate, matchTemplate, partyKey, readPartyCell, templateCategory } from "./party-names";
import type { ImportProposal, PartyProposal, RequirementProposal } from "./proposal";
import { CellReader, type PartyCells, type RequirementCells } from "./read-cells";
import { type DataRow, readRows } from "./read-rows";
import { relevanceHint } from "./relevance-hint";
import { kindFromSource, sourceInBrackets, splitSource } from "./source-reference";
import { type RequirementSplit, splitRequirement, withoutListMark } from "./split-requirement";
import { columnLetters, isRich, isStruck, type Workbook } from "./workbook";

/**
 * Reads a register out of a workbook: parties with their requirements, every doubt with the row it came from, and what was left out with the reason.
 * A pure function of both arguments, so that a changed choice only means calling it again. Nothing here decides relevance, clause 4.2 c or
 * confirmation unless a column says so (samples/README.md, rule 3).
 */
export function propose(workbook: Workbook, choices: ImportChoices): ImportProposal {
  const table = findTable(workbook, choices);
  const columns = guessColumns(table, choices);
  const doubts = new Doubts(choices);
  const builder = new ProposalBuilder(workbook, table, columns, choices, doubts);
  return builder.build();
}

const PERSPECTIVE = /^(?:we|our|us|wir|unser\w*)\b/i;
const WANTING = /\b(?:want|wants|would like|wish|wishes|hope|hopes|möchten|wünschen|wollen|hätten gern\w*)\b/i;
const ENDED = /\b(?:ended|expired|terminated|obsolete|no longer|abgelaufen|beendet|gekündigt|entfallen|veraltet)\b/i;

interface Named {
  all: PartyProposal[];
  takers: PartyProposal[];
}

function one(party: PartyProposal): Named {
  return { all: [party], takers: [party] };
}

class ProposalBuilder {
  private readonly parties: PartyProposal[] = [];
  private readonly byKey = new Map<string, PartyProposal>();
  private readonly byConcept = new Map<string, PartyProposal>();
  private readonly partyColumn: number;
  private readonly statementColumns: ColumnGuess[];
  /** A list that Goldthread exported: its texts are taken as they are. */
  private readonly exact: boolean;
  private duplicates = 0;
  private dataRows = 0;

  constructor(
    private readonly workbook: Workbook,
    private readonly table: Table,
    private readonly columns: ColumnGuess[],
    private readonly choices: ImportChoices,
    private readonly doubts: Doubts,
  ) {
    this.partyColumn = this.column("party")?.index ?? -1;
    this.statementColumns = columns.filter((column) => column.field === "statement");
    const refs = columns.find((column) => column.field === "requirement_ref" || column.field === "party_ref");
    this.exact = refs !== undefined && refs.samples.length > 0 && refs.samples.every((sample) => /^(?:IP|REQ)-\d{3,}$/.test(sample));
  }

  private column(field: ImportField): ColumnGuess | undefined {
    return this.columns.find((column) => column.field === field);
  }

  build(): ImportProposal {
    const read = readRows(this.table, this.columns, this.doubts, this.exact);
    this.tellAboutFile(read.verticalMerges);
    const cells = new CellReader(this.columns, read.rows, this.table.sheet.comments, this.choices, this.doubts);
    let current: Named = { all: [], takers: [] };
    let currentRow = 0;
    let sectionRow = 0;
    for (const row of read.rows) {
      cells.fillDitto(row);
      const name = this.partyColumn < 0 ? "" : (row.texts[this.partyColumn] ?? "");
      if (!this.exact) cells.fillCategory(row, name !== "");
      const own = cells.read(row);
      const filledHere = name !== "" && !row.merged.has(this.partyColumn);
      if (row.sectionParty && row.sectionParty.row !== sectionRow) {
        sectionRow = row.sectionParty.row;
        if (!filledHere) {
          current = this.openParties(row.sectionParty.name, { ...row, n: row.sectionParty.row });
          currentRow = row.sectionParty.row;
        }
      }
      if (filledHere && !isNothing(name)) {
        current = this.openParties(name, row);
        currentRow = row.n;
      } else if (current.all.length > 0 && currentRow !== row.n) this.tellCarriedDown(row, currentRow);
      if (current.all.length === 0) {
        read.skipped.push({
          row: row.n,
          why: "no_party",
          text: row.texts
            .filter((text) => text !== "")
            .join(" | ")
            .slice(0, 500),
          category: null,
        });
        this.doubts.tell("requirement_without_party", row.n);
        continue;
      }
      this.dataRows++;
      for (const party of current.all) this.addPartyCells(party, own.party, row, cells);
      this.tellAboutRow(row);
      this.addRequirements(current.takers, row, own.requirement);
    }
    for (const comment of cells.leftComments())
      this.doubts.tell("comment_elsewhere", comment.row, comment.column, { text: comment.text.slice(0, 300) });
    if (read.metadata.conflict)
      this.doubts.tell("version_conflict", null, null, {
        header: read.metadata.version ?? "",
        footer: read.metadata.conflict.replace(/^footer says /, ""),
      });

    this.finishParties();
    this.mergeByChoice();
    this.mergeMaybeSame();
    this.dropDuplicates();
    this.applyRequirementChoices();
    for (const party of this.parties) if (party.requirements.length === 0) this.remarkNoRequirement(party);
    const kept = this.parties.filter((party) => !party.skip);
    const requirements = kept.flatMap((party) => party.requirements).filter((requirement) => !requirement.skip);
    return {
      kind: this.workbook.kind,
      encoding: this.workbook.encoding ?? null,
      delimiter: this.workbook.delimiter ?? null,
      sampleLine: this.workbook.sampleLine ?? null,
      sheet: this.table.sheet.name,
      sheets: this.workbook.sheets.map((sheet) => ({ name: sheet.name, hidden: sheet.hidden, rows: sheet.rows.length })),
      headerRows: this.table.headerRows,
      columns: this.columns,
      values: cells.valueMappings(),
      metadata: read.metadata,
      skippedRows: read.skipped.sort((a, b) => a.row - b.row),
      parties: this.parties,
      doubts: this.doubts.list,
      notices: this.doubts.notices,
      counts: {
        parties: kept.length,
        requirements: requirements.length,
        retired: requirements.filter((requirement) => requirement.retired).length,
        duplicates: this.duplicates,
        rows: this.dataRows,
      },
    };
  }

  // ---- what is told once

  private tellAboutFile(verticalMerges: boolean): void {
    const { doubts, workbook, table, columns } = this;
    if (workbook.encoding === "windows-1252" && this.choices.encoding === undefined)
      doubts.tell("encoding_guessed", null, null, { encoding: workbook.encoding, sample: workbook.sampleLine ?? "" });
    if (table.headerRows.length === 0) doubts.tell("no_header");
    if (this.partyColumn < 0) doubts.tell("no_party_column");
    if (this.statementColumns.length === 0) doubts.tell("no_requirement_column");
    if (table.headerRows.length === 2) doubts.tell("two_header_rows", table.headerRows[0]!);
    const others = workbook.sheets.filter((sheet) => sheet !== table.sheet).map((sheet) => sheet.name);
    if (others.length > 0) doubts.tell("other_sheets", null, null, { sheets: others.join(", ") });
    if (table.sheet.hidden) doubts.tell("hidden_sheet", null, null, { sheet: table.sheet.name });
    if (verticalMerges) doubts.tell("merged_cells");
    else if (this.column("number") && this.partyColumn >= 0) doubts.tell("blank_cells_filled");
    for (const column of columns) {
      if (column.hidden && column.filled > 0) doubts.tell("hidden_column", null, column.index, { label: column.label });
      if (column.field !== null) {
        if (column.why === "content") doubts.tell("column_guessed", null, column.index, { field: column.field });
      } else if (column.filled === 0) doubts.tell("column_empty", null, column.index);
      else doubts.tell("column_to_note", null, column.index, { label: column.label });
    }
    const shortE = (field: ImportField) => this.column(field) !== undefined && this.columnHasWord(field, /^e\.?$/i);
    if (shortE("category") && shortE("strength")) {
      doubts.tell("e_means_two_things", null, null, { category: this.column("category")!.label, strength: this.column("strength")!.label });
    }
  }

  private columnHasWord(field: ImportField, word: RegExp): boolean {
    const index = this.column(field)?.index ?? -1;
    return this.table.sheet.rows.some((row) => word.test(cellText(row.cells[index])));
  }

  private tellCarriedDown(row: DataRow, from: number): void {
    if (row.merged.has(this.partyColumn) || this.column("number") || this.exact) return;
    if (row.sectionParty && row.sectionParty.row === from) return;
    this.doubts.tell("name_carried_down", row.n, this.partyColumn < 0 ? null : this.partyColumn, { from });
  }

  private tellAboutRow(row: DataRow): void {
    if (row.hidden) this.doubts.tell("hidden_row", row.n);
    if (!row.merged.has(this.partyColumn) && isStruck(row.cells[this.partyColumn]))
      this.doubts.tell("struck_party", row.n, this.partyColumn);
    row.cells.forEach((cell, index) => {
      if (!isRich(cell) || !cell.formula || row.merged.has(index)) return;
      if (cell.v === null) this.doubts.tell("formula_without_value", row.n, index, { formula: cell.formula.slice(0, 200) });
    });
  }

  // ---- parties

  /** The parties that a cell names, and those of them that the requirements of its rows belong to. */
  private openParties(text: string, row: DataRow): Named {
    const cell = readPartyCell(text);
    const column = this.partyColumn;
    if (this.exact) return one(this.openParty(text.replace(/\s+/g, " "), text, row, 0));
    if (cell.split !== "none") {
      const split = this.doubts.yes({
        kind: "split_party",
        row: row.n,
        column,
        byDefault: cell.split === "certain",
        confidence: cell.split === "certain" ? "medium" : "low",
        params: { text: cell.whole, names: cell.names.join(" · ") },
      });
      if (!split) return one(this.openParty(cell.whole, text, row, 0));
      const parties = cell.names.map((name, at) => this.openParty(readPartyCell(name).whole, text, row, at));
      const all = this.doubts.yes({
        kind: "requirements_for_all",
        row: row.n,
        column,
        byDefault: false,
        confidence: "low",
        params: { names: cell.names.join(", "), first: cell.names[0]! },
      });
      if (all) return { all: parties, takers: parties };
      for (const party of parties.slice(1)) party.remarks.push({ kind: "two_parties", count: 0 });
      return { all: parties, takers: [parties[0]!] };
    }
    let name = cell.whole;
    if (cell.withoutMembers !== null) {
      const taken = this.doubts.yes({
        kind: "party_members",
        row: row.n,
        column,
        byDefault: true,
        confidence: "medium",
        params: { text: cell.whole, name: cell.withoutMembers, members: cell.members.join(", ") },
      });
      if (taken) name = cell.withoutMembers;
      else cell.members = [];
    }
    if (cell.suggestedName !== null) {
      const taken = this.doubts.yes({
        kind: "party_name_in_formula",
        row: row.n,
        column,
        byDefault: false,
        confidence: "low",
        params: { text: cell.whole, name: cell.suggestedName },
      });
      if (taken) name = cell.suggestedName;
    }
    const party = this.openParty(name, text, row, 0);
    for (const member of cell.members) if (!party.members.includes(member)) party.members.push(member);
    if (/^[=+@]|^-\D/.test(name)) {
      this.doubts.tell("formula_text", row.n, column, { text: name.slice(0, 200) });
      party.remarks.push({ kind: "formula", name: cell.suggestedName });
    }
    if (cell.included !== null) {
      const own = this.doubts.yes({
        kind: "party_included",
        row: row.n,
        column,
        byDefault: false,
        confidence: "low",
        params: { text: cell.whole, name: cell.included },
      });
      const template = matchTemplate(cell.included)?.key ?? cell.included;
      if (own) this.openParty(cell.included, text, row, 1);
      else party.remarks.push({ kind: "included", party: template });
    }
    return one(party);
  }

  private openParty(name: string, asWritten: string, row: DataRow, part: number): PartyProposal {
    const id = part === 0 ? `p${row.n}` : `p${row.n}.${part}`;
    const shown = this.choices.parties[id]?.name ?? name;
    const ref = this.exact ? (row.texts[this.column("party_ref")?.index ?? -1] ?? "") : "";
    const key = ref === "" ? partyKey(shown) || shown : `ref ${ref}`;
    const match = matchTemplate(shown);
    const same = this.byKey.get(key) ?? (match?.certain && match.concept && !this.exact ? this.byConcept.get(match.concept) : undefined);
    if (same) {
      if (same.row === row.n || same.name === shown || ref !== "") return same;
      const byName = partyKey(same.name) === key;
      const merged = this.doubts.yes({
        kind: "same_party",
        row: row.n,
        column: this.partyColumn < 0 ? null : this.partyColumn,
        part: part === 0 ? undefined : String(part),
        byDefault: true,
        confidence: byName ? "high" : "medium",
        params: { name: asWritten.slice(0, 200), other: same.name, otherRow: same.row },
      });
      if (merged) return same;
    }
    const party: PartyProposal = {
      id,
      row: row.n,
      name: shown,
      asWritten,
      skip: this.choices.parties[id]?.skip === true,
      template: match?.key ?? null,
      templateCertain: match?.certain ?? false,
      category: null,
      categoryFrom: null,
      power: null,
      interest: null,
      powerScore: null,
      interestScore: null,
      adverse: false,
      members: [],
      note: "",
      remarks: [],
      comments: [],
      fields: {},
      requirements: [],
    };
    if (match && !match.certain) {
      const taken = this.doubts.yes({
        kind: "template",
        row: row.n,
        column: this.partyColumn < 0 ? null : this.partyColumn,
        part: part === 0 ? undefined : String(part),
        byDefault: false,
        confidence: "low",
        params: { name: shown.slice(0, 200), template: match.key },
      });
      if (taken) party.templateCertain = true;
    }
    this.parties.push(party);
    if (!this.byKey.has(key)) this.byKey.set(key, party);
    if (match?.certain && match.concept && !this.byConcept.has(match.concept)) this.byConcept.set(match.concept, party);
    return party;
  }

  private addPartyCells(party: PartyProposal, own: PartyCells, row: DataRow, cells: CellReader): void {
    if (own.category && row.sectionCategory) this.doubts.tellOnce("column_wins_over_section");
    const category = own.category ?? row.sectionCategory;
    if (category) {
      if (party.category === null || party.categoryFrom === null) {
        party.category = category;
        party.categoryFrom = own.category ? "column" : "section";
      } else if (own.category && party.category !== category) this.conflict(party, row, "category", party.category, category);
    }
    for (const field of ["power", "interest"] as const) {
      const score = own[field];
      if (score === null) continue;
      if (party[field] === null) {
        party[field] = score;
        party[`${field}Score`] = cells.scoreValue(field, score);
      } else if (party[`${field}Score`] !== cells.scoreValue(field, score))
        this.conflict(party, row, field, String(party[field]), String(score));
    }
    if (own.adverse !== null) party.fields.adverse = own.adverse;
    for (const [field, value] of Object.entries(own.fields)) {
      const before = party.fields[field];
      if (before === undefined) party.fields[field] = value;
      else if (String(before) !== String(value)) this.conflict(party, row, field, String(before), String(value));
    }
    for (const note of own.notes) party.note = joined(party.note, note);
    party.comments.push(...own.comments);
  }

  private conflict(party: PartyProposal, row: DataRow, field: string, kept: string, other: string): void {
    this.doubts.tell("conflicting_values", row.n, null, { party: party.name.slice(0, 100), field, kept, other });
    party.note = joined(party.note, `${field} in row ${row.n}: ${other}`);
  }

  private finishParties(): void {
    for (const party of this.parties) {
      const flagged = party.fields.adverse;
      if (typeof flagged === "boolean") party.adverse = flagged;
      else if (party.template && party.templateCertain && isAdverseTemplate(party.template)) {
        party.adverse = this.doubts.yes({
          kind: "adverse",
          row: party.row,
          part: party.id,
          byDefault: true,
          confidence: "high",
          params: { name: party.name.slice(0, 200) },
        });
      }
      delete party.fields.adverse;
      if (party.category === null && party.template && party.templateCertain) {
        const category = templateCategory(party.template);
        if (!category) continue;
        const chosen = this.doubts.ask({
          kind: "category_from_template",
          row: party.row,
          part: party.id,
          options: ["internal", "external", "none"],
          recommended: category,
          confidence: "medium",
          params: { name: party.name.slice(0, 200), category },
        });
        if (chosen !== "none") {
          party.category = chosen as "internal" | "external";
          party.categoryFrom = "template";
        }
      }
    }
  }

  private mergeByChoice(): void {
    for (const party of [...this.parties]) {
      const target = this.choices.parties[party.id]?.mergeInto;
      const into = target === undefined ? undefined : this.parties.find((other) => other.id === target);
      if (into && into !== party) this.merge(party, into);
    }
  }

  /** "Acceptable use: all staff" beside "Employees": offered, off by default. */
  private mergeMaybeSame(): void {
    const generic = new Map<string, PartyProposal>();
    for (const party of this.parties) {
      if (
        party.template &&
        party.templateCertain &&
        matchTemplate(party.name.replace(/\([^()]*\)/g, ""))?.concept &&
        !generic.has(party.template)
      )
        generic.set(party.template, party);
    }
    for (const party of [...this.parties]) {
      if (!party.template || this.exact) continue;
      const other = generic.get(party.template);
      const vague =
        !matchTemplate(party.name)?.certain || (/\(/.test(party.name) && matchTemplate(party.name.replace(/\([^()]*\)/g, ""))?.concept);
      if (!other || other === party || !vague) continue;
      const otherName = other.name.replace(/\s*\([^()]*\)$/, "");
      const merged = this.doubts.yes({
        kind: "maybe_same_party",
        row: party.row,
        part: party.id,
        byDefault: false,
        confidence: "low",
        params: { name: party.name.slice(0, 200), other: other.name, otherRow: other.row },
      });
      if (merged) this.merge(party, other);
      else party.remarks.push({ kind: "same_as", party: otherName });
    }
  }

  private merge(party: PartyProposal, into: PartyProposal): void {
    this.parties.splice(this.parties.indexOf(party), 1);
    into.requirements.push(...party.requirements);
    into.comments.push(...party.comments);
    for (const member of party.members) if (!into.members.includes(member)) into.members.push(member);
    into.category ??= party.category;
    into.power ??= party.power;
    into.powerScore ??= party.powerScore;
    into.interest ??= party.interest;
    into.interestScore ??= party.interestScore;
    for (const [field, value] of Object.entries(party.fields)) into.fields[field] ??= value;
    if (party.note !== "") into.note = joined(into.note, party.note);
    into.note = joined(into.note, `Row ${party.row}: ${party.asWritten}`);
  }

  // ---- requirements

  private addRequirements(parties: PartyProposal[], row: DataRow, own: RequirementCells): void {
    let added = 0;
    for (const column of this.statementColumns) {
      const text = row.texts[column.index] ?? "";
      if (text === "" || isNothing(text) || isPlaceholder(text)) continue;
      parties.forEach((party, at) => {
        added += this.addStatement(party, row, column, text, own, added === 0 && at === 0, at);
      });
    }
    if (added > 0) return;
    const party = parties[0]!;
    // A row without a requirement: what it says goes to the requirement above it, or to the party.
    const left = [...own.notes, ...cellsInWords(own)];
    const last = party.requirements[party.requirements.length - 1];
    const continues = this.partyColumn >= 0 && (row.texts[this.partyColumn] ?? "") === "" && last !== undefined;
    for (const note of left) {
      if (continues) last.note = joined(last.note, note);
      else party.note = joined(party.note, note);
    }
    (continues ? last.comments : party.comments).push(...own.comments);
    for (const [field, value] of Object.entries(own.fields)) {
      const note = `${field}: ${Array.isArray(value) ? value.join(", ") : String(value)}`;
      if (continues) last.note = joined(last.note, note);
      else party.note = joined(party.note, note);
    }
  }

  private addStatement(
    party: PartyProposal,
    row: DataRow,
    column: ColumnGuess,
    text: string,
    own: RequirementCells,
    first: boolean,
    copy: number,
  ): number {
    const split = this.exact ? null : splitRequirement(text);
    const taken = split ? this.takeSplit(split, row, column, text, party) : false;
    const pieces = split && taken ? split.parts : [this.exact ? text : withoutListMark(text)];
    const base = `r${row.n}${this.statementColumns.length > 1 ? column.letter : ""}${copy > 0 ? `~${copy}` : ""}`;
    pieces.forEach((piece, at) => {
      const requirement = this.requirement(pieces.length > 1 ? `${base}.${at + 1}` : base, piece, row, column, own, party);
      if (pieces.length > 1 || split?.intro) requirement.asWritten = text;
      if (split && taken && split.intro !== "") requirement.note = joined(requirement.note, split.intro);
      if (split && !taken && !split.certain) {
        requirement.splitSuggestion = split.parts;
        if (split.how === "run_together") requirement.confidence = "low";
      }
      if (first && at === 0) requirement.comments.push(...own.comments);
      party.requirements.push(requirement);
    });
    return pieces.length;
  }

  private takeSplit(split: RequirementSplit, row: DataRow, column: ColumnGuess, text: string, party: PartyProposal): boolean {
    const taken = this.doubts.yes({
      kind: `split_${split.how}`,
      row: row.n,
      column: column.index,
      byDefault: split.byDefault,
      confidence: split.certain ? "high" : split.byDefault ? "medium" : "low",
      params: { text: text.slice(0, 160), parts: split.parts.map((part) => part.slice(0, 80)).join(" · "), count: split.parts.length },
    });
    if (!split.certain && split.how === "commas" && taken) party.remarks.push({ kind: "commas" });
    if (!split.certain && split.how === "and" && taken) party.remarks.push({ kind: "and" });
    return taken;
  }

  private requirement(
    id: string,
    piece: string,
    row: DataRow,
    column: ColumnGuess,
    own: RequirementCells,
    party: PartyProposal,
  ): RequirementProposal {
    const { doubts } = this;
    const part = id.includes(".") ? id.slice(id.indexOf(".") + 1) : undefined;
    let statement = this.exact ? piece : piece.replace(/\s+/g, " ");
    let sourceRef: string | null = null;
    let sourceLocator: string | null = own.sourceLocator;
    if (own.source !== null) {
      const split = this.exact || this.column("source_locator") ? { ref: own.source, locator: null } : splitSource(own.source);
      sourceRef = split.ref;
      if (split.locator !== null && sourceLocator === null) {
        const taken = doubts.yes({
          kind: "source_locator",
          row: row.n,
          byDefault: true,
          confidence: "high",
          params: { text: own.source.slice(0, 160), ref: split.ref, locator: split.locator },
        });
        if (taken) sourceLocator = split.locator;
        else sourceRef = own.source;
      }
    } else if (!this.exact) {
      const found = sourceInBrackets(statement);
      if (found) {
        const taken = doubts.yes({
          kind: "source_in_text",
          row: row.n,
          column: column.index,
          part,
          byDefault: true,
          confidence: "medium",
          params: { text: statement.slice(0, 160), ref: found.source.ref, locator: found.source.locator ?? "" },
        });
        if (taken) {
          statement = found.statement;
          sourceRef = found.source.ref;
          sourceLocator = found.source.locator;
        }
      }
    }
    const hint =
      own.kind === null && column.kind === null && sourceRef !== null
        ? kindFromSource([sourceRef, sourceLocator ?? ""].join(" "), party.template)
        : null;
    const requirement: RequirementProposal = {
      id,
      row: row.n,
      column: columnLetters(column.index),
      statement,
      asWritten: null,
      skip: false,
      confidence: "high",
      splitSuggestion: null,
      strength: own.strength ?? column.strength,
      binding: own.binding,
      kind: own.kind ?? column.kind ?? hint,
      kindIsHint: own.kind === null && column.kind === null && hint !== null,
      sourceRef,
      sourceLocator,
      cia: [...own.cia],
      controls: [...own.controls],
      controlsLegacy: [...own.controlsLegacy],
      controlsSuggested: [...new Set(own.controlsSuggested)],
      controlsAmbiguous: own.controlsAmbiguous,
      clauses: [...own.clauses],
      howAddressed: own.howAddressed,
      owner: own.owner,
      lastReviewed: own.lastReviewed,
      retired: own.retired,
      comments: [],
      relevanceHint: null,
      relevanceHintText: null,
      note: own.notes.join("\n"),
      fields: { ...own.fields },
    };
    if (
      row.struck &&
      doubts.yes({
        kind: "retired_by_strike",
        row: row.n,
        column: column.index,
        byDefault: true,
        confidence: "high",
        params: { text: statement.slice(0, 160) },
      })
    )
      requirement.retired = true;
    else if (!requirement.retired && !this.exact && ENDED.test(statement)) {
      if (
        doubts.yes({
          kind: "retired_by_text",
          row: row.n,
          column: column.index,
          part,
          byDefault: false,
          confidence: "low",
          params: { text: statement.slice(0, 160) },
        })
      )
        requirement.retired = true;
    }
    if (!this.exact && requirement.binding === null && PERSPECTIVE.test(statement)) {
      const wish = WANTING.test(statement);
      if (
        doubts.yes({
          kind: "our_perspective",
          row: row.n,
          column: column.index,
          part,
          byDefault: wish,
          confidence: wish ? "medium" : "low",
          params: { text: statement.slice(0, 160) },
        })
      )
        requirement.binding = "wish";
    }
    const relevance = this.exact
      ? null
      : relevanceHint(statement, own.notSecurityText, this.column("cia") !== undefined, requirement.cia.length);
    if (relevance) {
      requirement.relevanceHint = relevance;
      requirement.relevanceHintText = own.notSecurityText;
      doubts.tell("not_security", row.n, column.index, { text: statement.slice(0, 160), hint: relevance });
    }
    return requirement;
  }

  /** The same requirement of the same party twice: one is kept, and what the other says differently is kept in its note (offer merge). */
  private dropDuplicates(): void {
    for (const party of this.parties) {
      const seen = new Map<string, RequirementProposal>();
      const kept: RequirementProposal[] = [];
      for (const requirement of party.requirements) {
        const key = fold(requirement.statement) || requirement.statement;
        const first = seen.get(key);
        const refs = [first?.fields.requirement_ref, requirement.fields.requirement_ref];
        if (!first || (this.exact && refs[0] !== refs[1])) {
          seen.set(key, requirement);
          kept.push(requirement);
          continue;
        }
        const dropped = this.doubts.yes({
          kind: "duplicate",
          row: requirement.row,
          part: requirement.id,
          byDefault: true,
          confidence: "medium",
          params: { text: requirement.statement.slice(0, 160), party: party.name.slice(0, 200), otherRow: first.row },
        });
        if (!dropped) {
          kept.push(requirement);
          continue;
        }
        this.duplicates++;
        const differences = differingValues(first, requirement);
        if (differences.length > 0) first.note = joined(first.note, `Row ${requirement.row} repeats this with ${differences.join("; ")}`);
        first.comments.push(...requirement.comments);
      }
      party.requirements = kept;
    }
  }

  private applyRequirementChoices(): void {
    for (const party of this.parties) {
      for (const requirement of party.requirements) {
        const choice = this.choices.requirements[requirement.id];
        if (!choice) continue;
        if (choice.skip) requirement.skip = true;
        if (choice.statement) {
          requirement.asWritten ??= requirement.statement;
          requirement.statement = choice.statement;
        }
      }
    }
  }

  private remarkNoRequirement(party: PartyProposal): void {
    const twin = party.remarks.find((remark) => remark.kind === "two_parties");
    if (twin?.kind === "two_parties") {
      twin.count =
        this.parties
          .find((other) => other.row === party.row && other !== party)
          ?.requirements.filter((requirement) => requirement.row === party.row).length ?? 0;
      return;
    }
    if (this.statementColumns.length === 0) return;
    party.remarks.push({ kind: "no_requirement" });
    this.doubts.tell("no_requirement", party.row, null, { party: party.name.slice(0, 200) });
  }
}

function joined(note: string, more: string): string {
  if (note === "") return more;
  return note.split("\n").includes(more) ? note : `${note}\n${more}`;
}

/** The cells of a row that has no requirement of its own, in words. */
function cellsInWords(own: RequirementCells): string[] {
  const pieces: string[] = [];
  if (own.source) pieces.push(`Source: ${own.source}`);
  if (own.sourceLocator) pieces.push(`Locator: ${own.sourceLocator}`);
  if (own.cia.length > 0) pieces.push(`Protection goals: ${own.cia.join(", ")}`);
  const controls = [...own.controls, ...own.controlsLegacy, ...own.controlsAmbiguous.map((control) => control.text), ...own.clauses];
  if (controls.length > 0) pieces.push(`Controls: ${controls.join(", ")}`);
  if (own.howAddressed) pieces.push(`How addressed: ${own.howAddressed}`);
  if (own.owner) pieces.push(`Owner: ${own.owner}`);
  if (own.lastReviewed) pieces.push(`Last reviewed: ${own.lastReviewed}`);
  if (own.strength) pieces.push(`Strength: ${own.strength}`);
  if (own.binding) pieces.push(`Binding: ${own.binding}`);
  if (own.kind) pieces.push(`Kind: ${own.kind}`);
  return pieces;
}

function differingValues(first: RequirementProposal, second: RequirementProposal): string[] {
  const pairs: [string, string | null, string | null][] = [
    ["statement", first.statement, second.statement],
    ["source", sourceOf(first), sourceOf(second)],
    ["controls", referencesOf(first), referencesOf(second)],
    ["goals", first.cia.join(", "), second.cia.join(", ")],
    ["how addressed", first.howAddressed, second.howAddressed],
    ["owner", first.owner, second.owner],
    ["last reviewed", first.lastReviewed, second.lastReviewed],
    ["note", first.note, second.note],
  ];
  return pairs
    .filter(([, before, after]) => after !== null && after !== "" && after !== before)
    .map(([label, , after]) => `${label}: ${after}`);
}

function referencesOf(requirement: RequirementProposal): string {
  const ambiguous = requirement.controlsAmbiguous.map((control) => control.text);
  return [...requirement.controls, ...requirement.controlsLegacy, ...requirement.clauses, ...ambiguous].join(", ");
}

function sourceOf(requirement: RequirementProposal): string | null {
  if (requirement.sourceRef === null) return null;
  return requirement.sourceLocator === null ? requirement.sourceRef : `${requirement.sourceRef}, ${requirement.sourceLocator}`;
}
