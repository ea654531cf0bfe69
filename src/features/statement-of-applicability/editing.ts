import type { EditField, TableEditing } from "@/components/data-table/editing";
import { IMPLEMENTATION_STATUSES, SOA_REASONS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { editStatement, matchingControls, undoStatement } from "./actions";
import type { LiveLine } from "./live";
import { APPLICABILITIES } from "./table";

const MOST = 500;

/** Everything the table needs to be edited where it stands; undefined for readers, to whom nothing of it is sent. */
export function statementEditing(
  access: Access,
  lines: readonly LiveLine[],
  owners: readonly { id: string; name: string }[],
): TableEditing | undefined {
  if (!access.can("control:write")) return undefined;
  const [t, word] = [translator("statement"), translator("vocabulary")];
  const { slug } = access.organization;
  const field = (id: string, label: string, input: EditField["input"], more: Partial<EditField> = {}): EditField => ({
    id,
    label,
    input,
    reason: "asked",
    reasonLabel: t("edit.reason"),
    inCell: true,
    ...more,
  });
  const words = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: word(`${group}.${value}`) }));
  return {
    list: "statement-of-applicability",
    fields: [
      field(
        "applicable",
        t("column.applicable"),
        { kind: "choice", options: APPLICABILITIES.map((value) => ({ value, label: t(`applicable.${value}`) })) },
        {
          extras: [
            {
              name: "justification",
              label: t("field.justification"),
              hint: t("edit.justificationHint"),
              input: { kind: "text", multiline: true },
              when: ["yes", "no"],
            },
          ],
        },
      ),
      field("reasons", t("edit.reasons"), { kind: "several", options: words("soaReason", SOA_REASONS) }),
      field("implementation", t("column.implementation"), {
        kind: "choice",
        options: words("implementationStatus", IMPLEMENTATION_STATUSES),
        empty: t("noStatus"),
      }),
      field("owner", t("column.owner"), {
        kind: "choice",
        options: owners.map(({ id, name }) => ({ value: id, label: name })),
        empty: t("unowned"),
      }),
      field("justification", t("field.justification"), { kind: "text", multiline: true }),
      field("note", t("column.note"), { kind: "text", multiline: true }),
    ],
    rows: lines.map((line) => ({
      id: line.control,
      ref: line.control,
      version: line.version,
      retired: false,
      reasonNeeded: false,
      fixed: [],
      values: {
        applicable: line.applicable === null ? "undecided" : line.applicable ? "yes" : "no",
        reasons: line.reasons,
        implementation: line.implementationStatus ?? "",
        owner: line.ownerId ?? "",
        justification: line.justification,
        note: line.implementationNote,
      },
    })),
    most: MOST,
    editRows: editStatement.bind(null, slug),
    undo: undoStatement.bind(null, slug),
    matching: matchingControls.bind(null, slug),
  };
}
