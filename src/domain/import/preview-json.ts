import type { Doubt, ImportProposal, Notice, PartyProposal, PartyRemark, RequirementProposal, SkippedRow } from "./proposal";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * The proposal in the words of `npm run import:preview`: the keys of samples/N-expected.json. This is a contract for tests and tools, in English, and
 * apart from the sentences of the pages; keys whose column the file does not have are left out.
 */
export function toPreviewJson(proposal: ImportProposal, file: string): { [key: string]: Json } {
  const json: { [key: string]: Json } = { file };
  if (proposal.kind === "csv") {
    json.encoding = proposal.encoding;
    json.delimiter = proposal.delimiter;
  } else json.sheet = sheetSentence(proposal);
  if (proposal.headerRows.length === 2) json.header_rows = proposal.headerRows;
  else json.header_row = proposal.headerRows[0] ?? null;
  const { title: _title, ...metadata } = proposal.metadata;
  if (Object.keys(metadata).length > 0) json.document_metadata = metadata as { [key: string]: Json };
  json.skipped_rows = proposal.skippedRows.map((row) => ({ row: row.row, why: skipSentence(row, proposal) }));
  json.columns = proposal.columns
    .filter((column) => column.filled > 0 || column.label !== "")
    .map((column) => ({ column: column.letter, header: column.label, field: column.field, confidence: column.confidence }));
  const has = (field: string) => proposal.columns.some((column) => column.field === field);
  const known: Known = {
    category: proposal.parties.some((party) => party.categoryFrom === "column" || party.categoryFrom === "section"),
    scores: has("power_interest") || has("power") || has("interest"),
    strength: has("strength"),
    cia: has("cia") || has("goal_confidentiality"),
    controls: has("controls"),
    owner: has("owner"),
    lastReviewed: has("last_reviewed"),
  };
  json.parties = proposal.parties.filter((party) => !party.skip).map((party) => partyJson(party, known));
  json.warnings = [
    ...proposal.notices.map((notice) => noticeSentence(notice, proposal)),
    ...proposal.doubts.map((doubt) => doubtSentence(doubt)),
  ].filter((sentence) => sentence !== "");
  const counts: { [key: string]: Json } = { parties: proposal.counts.parties, requirements: proposal.counts.requirements };
  if (proposal.counts.retired > 0) counts.of_which_retired = proposal.counts.retired;
  json.counts = counts;
  return json;
}

interface Known {
  category: boolean;
  scores: boolean;
  strength: boolean;
  cia: boolean;
  controls: boolean;
  owner: boolean;
  lastReviewed: boolean;
}

function partyJson(party: PartyProposal, known: Known): Json {
  const json: { [key: string]: Json } = { name: party.name };
  if (known.category) json.category = party.categoryFrom === "template" ? null : party.category;
  if (known.scores) {
    json.power = party.power;
    json.interest = party.interest;
  }
  json.match_template = party.template === null ? null : party.templateCertain ? party.template : `${party.template}?`;
  if (party.adverse) json.adverse = true;
  if (party.members.length > 0) json.members = party.members;
  const note = [...new Set([...party.remarks.map(remarkSentence), ...party.note.split("\n")])].filter((line) => line !== "");
  if (note.length > 0) json.note = note.join("; ");
  if (party.comments.length > 0) json.comments = party.comments.map((comment) => comment.text);
  if (Object.keys(party.fields).length > 0) json.fields = party.fields as { [key: string]: Json };
  json.from_row = party.row;
  json.requirements = party.requirements
    .filter((requirement) => !requirement.skip)
    .map((requirement) => requirementJson(requirement, known));
  return json;
}

function requirementJson(requirement: RequirementProposal, known: Known): Json {
  const json: { [key: string]: Json } = { statement: requirement.statement };
  if (requirement.splitSuggestion) json.split_suggestion = requirement.splitSuggestion;
  if (requirement.confidence !== "high") json.confidence = requirement.confidence;
  if (requirement.retired) json.status = "retired";
  if (known.strength || requirement.strength) json.strength = requirement.strength;
  if (requirement.binding) json.binding = requirement.binding;
  if (requirement.kind) json[requirement.kindIsHint ? "kind_hint" : "kind"] = requirement.kind;
  if (requirement.sourceRef !== null) json.source_ref = requirement.sourceRef;
  if (requirement.sourceLocator !== null) json.source_locator = requirement.sourceLocator;
  if (known.cia) json.cia = requirement.cia;
  const other = requirement.controlsLegacy.length > 0 && requirement.controls.length === 0;
  if (known.controls && !other) json.controls = requirement.controls;
  if (requirement.controlsLegacy.length > 0) {
    json.controls_legacy = requirement.controlsLegacy;
    json.controls_suggested = requirement.controlsSuggested;
  }
  if (requirement.controlsAmbiguous.length > 0)
    json.controls_ambiguous = requirement.controlsAmbiguous.map((control) => ambiguousSentence(control.text, control.why, control.options));
  if (requirement.clauses.length > 0) json.clauses = requirement.clauses;
  if (requirement.howAddressed !== null) json.how_addressed = requirement.howAddressed;
  if (known.owner) json.owner = requirement.owner;
  if (known.lastReviewed) json.last_reviewed = requirement.lastReviewed;
  if (requirement.comments.length > 0) json.comments = requirement.comments.map((comment) => comment.text);
  if (requirement.relevanceHint) json.relevance_hint = relevanceSentence(requirement);
  if (requirement.note !== "") json.note = requirement.note;
  if (Object.keys(requirement.fields).length > 0) json.fields = requirement.fields as { [key: string]: Json };
  json.from_row = requirement.row;
  return json;
}

function sheetSentence(proposal: ImportProposal): string {
  const others = proposal.sheets.map((sheet) => sheet.name).filter((name) => name !== proposal.sheet);
  if (others.length === 0) return proposal.sheet;
  const legend = others.find((name) => /^(?:legende?|key)$/i.test(name));
  return `${proposal.sheet} (${others.join(" and ")} are not imported${legend ? `; ${legend} may help with codes` : ""})`;
}

function skipSentence(row: SkippedRow, proposal: ImportProposal): string {
  switch (row.why) {
    case "section":
      return row.category ? `section "${row.text}": default category ${row.category}` : `section "${row.text}"`;
    case "placeholder":
      return "unfilled template placeholder in brackets";
    case "footer": {
      const { author, version, status, date } = proposal.metadata;
      if (!author) return "footer";
      const offered = [author, version, status].filter(Boolean).join(", ");
      const ambiguous = date && /^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(date) ? `; date ${date} is ambiguous` : "";
      return `footer (prepared by); offer author and version as metadata: ${offered}${ambiguous}`;
    }
    case "no_party":
      return `no party: ${row.text}`;
    case "text_before_table":
      return `text before the table: ${row.text}`;
    case "heading_again":
      return "heading repeated";
    case "separator_line":
      return "separator line";
    default:
      return row.why;
  }
}

function remarkSentence(remark: PartyRemark): string {
  switch (remark.kind) {
    case "two_parties":
      return `cell names two parties; ask whether the ${inWords(remark.count)} ${remark.count === 1 ? "requirement belongs" : "requirements belong"} to both`;
    case "commas":
      return "commas: propose the split, do not do it silently";
    case "and":
      return '"and" split is a proposal';
    case "no_requirement":
      return "party without requirement must still be imported";
    case "included":
      return `suggest ${remark.party} as a party of its own`;
    case "same_as":
      return `probably the same party as ${remark.party}`;
    case "formula":
      return `keep as plain text, never evaluate; prefix on export to CSV/XLSX${remark.name === null ? "" : `; suggest the name "${remark.name}"`}`;
  }
}

function inWords(count: number): string {
  return ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][count] ?? String(count);
}

function ambiguousSentence(text: string, why: string, options: string[]): string {
  if (why === "zero_eaten") return `${text} (number; was ${text}0 before Excel dropped the zero?)`;
  if (why === "date") return `${text} (a date; was it ${options.join(" or ")} before Excel changed it?)`;
  return `${text} (${options.join(" or ")}?)`;
}

function relevanceSentence(requirement: RequirementProposal): string {
  switch (requirement.relevanceHint) {
    case "pay":
      return "not information security: seed 002 line 53";
    case "commercial":
      return "probably not information security";
    case "no_goals":
      return `discard: no C, I or A, text says "${requirement.relevanceHintText}"`;
    default:
      return `text says "${requirement.relevanceHintText}"`;
  }
}

function at(row: number | null, column: string | null): string {
  if (row === null) return column === null ? "" : `column ${column}: `;
  return column === null ? `row ${row}: ` : `row ${row}, column ${column}: `;
}

function noticeSentence(notice: Notice, proposal: ImportProposal): string {
  const { params, row, column } = notice;
  const place = at(row, column);
  switch (notice.kind) {
    case "no_header":
      return "no header row found: choose it";
    case "no_party_column":
      return "no column names the interested party: choose it";
    case "no_requirement_column":
      return "no column holds requirements: only parties are imported";
    case "encoding_guessed":
      return `encoding is a guess: ${params.encoding}; check this line: ${params.sample}`;
    case "two_header_rows":
      return "two header rows; the upper one is a group label";
    case "merged_cells":
      return "vertical merges: fill down only within the merge";
    case "blank_cells_filled":
      return "empty cells in the party column: fill down until the next No.";
    case "name_carried_down":
      return `row ${row}: empty name = continuation of row ${params.from}`;
    case "column_empty":
      return `column ${column} is empty: ignore`;
    case "column_to_note":
      return `column ${column} (${params.label}) is not a known field: its text goes to a note`;
    case "column_guessed":
      return `column ${column} is taken for ${params.field} because of what it holds`;
    case "e_means_two_things": {
      const letter = proposal.columns.find((candidate) => candidate.field === "category")?.letter ?? "";
      return `column ${letter}: in "${params.category}" E means external, in "${params.strength}" it means expectation`;
    }
    case "column_wins_over_section":
      return `${proposal.columns.find((candidate) => candidate.field === "category")?.label ?? "category"} column wins over the section heading`;
    case "not_a_date":
      return `${place}${params.text} is not a date: stays empty, text kept`;
    case "code_unknown":
      return `${place}"${params.value}" in "${params.label}" is not known: kept as a note, map it`;
    case "levels_mapped":
      return `column ${column}: levels in words are mapped to the scale 1 to 5`;
    case "hidden_row":
      return `hidden row ${row} holds data: import and say so`;
    case "hidden_column":
      return `hidden column ${column} holds data: import and say so`;
    case "hidden_sheet":
      return `the sheet ${params.sheet} is hidden`;
    case "other_sheets":
      return `not imported: ${params.sheets}`;
    case "comment":
      return `cell ${column}${row} carries a comment -> import as an unresolved comment, never into the statement`;
    case "comment_elsewhere":
      return `cell ${column}${row} carries a comment outside the data: ${params.text}`;
    case "struck_party":
      return `${place}party name is struck through`;
    case "formula_text":
      return `${place}formula-like text in a name: kept as text`;
    case "formula_without_value":
      return `${place}formula without a stored value: ${params.formula}`;
    case "error_value":
      return `${place}error value ${params.value}: kept as a note`;
    case "no_requirement":
      return `row ${row}: no requirement`;
    case "requirement_without_party":
      return `row ${row}: no party name above it, the row is skipped`;
    case "version_conflict":
      return `version in header (${params.header}) and footer (${params.footer}) differ: audit check AC-40 in the making`;
    case "conflicting_values":
      return `row ${row}: ${params.party} has ${params.field} ${params.kept} and ${params.other}; the first is kept, the other noted`;
    case "not_security":
      return `${place}"${params.text}" is perhaps not information security`;
    case "text_to_note":
      return `${place}"${params.text}" is no control reference: kept as a note`;
  }
}

function doubtSentence(doubt: Doubt): string {
  const { params, row, column } = doubt;
  const place = at(row, column);
  const made = doubt.chosen === "no" || doubt.chosen === "none" ? "proposed, not done" : "done, can be undone";
  switch (doubt.kind) {
    case "skip_row":
      return "";
    case "split_party":
      return `${place}"${params.text}" names several parties: ${params.names} (${made})`;
    case "requirements_for_all":
      return `row ${row}: do the requirements belong to all of ${params.names}, or only to ${params.first}?`;
    case "party_members":
      return `${place}"${params.text}": ${params.members} are taken as members of ${params.name} (${made})`;
    case "party_included":
      return `${place}"${params.text}": ${params.name} may be a party of its own (${made})`;
    case "party_name_in_formula":
      return `${place}formula-like text in a name; suggest "${params.name}" (${made})`;
    case "same_party":
      return `row ${row}: "${params.name}" is the same party as row ${params.otherRow}`;
    case "maybe_same_party":
      return `row ${row}: "${params.name}" is probably the same party as ${params.other}, row ${params.otherRow} (${made})`;
    case "template":
      return `row ${row}: "${params.name}" may be the template party ${params.template} (${made})`;
    case "adverse":
      return `row ${row}: "${params.name}" is adverse: aims instead of requirements`;
    case "ditto":
      return `${place}${params.text === "" ? "the empty cell" : params.text} means the value above: ${params.value}`;
    case "split_lines":
    case "split_bullets":
    case "split_numbers":
    case "split_semicolons":
      return `${place}split into ${params.count} requirements (${doubt.kind.slice("split_".length)})`;
    case "split_commas":
      return `${place}commas may separate ${params.count} requirements: ${params.parts} (${made})`;
    case "split_and":
      return `${place}"and" may join two requirements: ${params.parts} (${made})`;
    case "split_run_together":
      return `row ${row}: ${inWords(Number(params.count))} requirements run together without a separator: ${params.parts} (${made})`;
    case "source_in_text":
      return `${place}source in brackets taken out: ${params.ref}${params.locator === "" ? "" : `, ${params.locator}`} (${made})`;
    case "source_locator":
      return `${place}source "${params.text}" split into ${params.ref} and ${params.locator}`;
    case "our_perspective":
      return `row ${row}: written from our perspective`;
    case "retired_by_strike":
      return `row ${row}: strike-through row = retired requirement`;
    case "retired_by_text":
      return `row ${row}: the text says that it ended: retired? (${made})`;
    case "date_ambiguous":
      return `${place}${params.text} is ambiguous (${params.dayFirst} or ${params.monthFirst}), leave empty and ask`;
    case "date_order":
      return `${place}${params.text} read as ${doubt.chosen} because the column holds the same day for certain`;
    case "date_serial":
      return `${place}${params.text} is an Excel date serial = ${params.day}`;
    case "control_range":
      return `${place}${params.text} is a range: ${params.controls}`;
    case "control_ambiguous":
      return `${place}number ${params.text} in the control column: ask ${String(params.options).replaceAll(", ", " or ")}`;
    case "control_legacy":
      return `${place}three-part ids are from the 2013 edition: ${params.text}, suggest ${params.controls}, do not rewrite`;
    case "goal_ambiguous":
      return `${place}"${params.text}" is ambiguous: confidentiality or availability?`;
    case "duplicate":
      return `row ${row} repeats "${params.text}" for "${params.party}": duplicate of row ${params.otherRow}, offer merge; it is not counted`;
    case "category_from_template":
      return "";
  }
}
