import type { ReactNode } from "react";
import { COLUMN_CHOICES, fieldDefinition, isImportField } from "@/domain/import/fields";
import { translator } from "@/lib/translate";
import type { Preview } from "../queries";
import { type ChoiceOption, ChoiceSelect, HeaderRows } from "./choices";

export function Section({ id, title, intro, children }: { id: string; title: string; intro?: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="mb-1 font-serif text-xl font-semibold">
        {title}
      </h2>
      {intro && <p className="prose-width mb-3 text-sm text-muted">{intro}</p>}
      {children}
    </section>
  );
}

const ENCODINGS = ["utf-8", "windows-1252", "utf-16le", "utf-16be", "iso-8859-15", "macintosh"];
const DELIMITERS = { comma: ",", semicolon: ";", tab: "\t", bar: "|" } as const;

/** Which sheet, where the heading is, and for a CSV how its bytes are read: what was found, changeable. */
export function TableSection({ preview }: { preview: Preview }) {
  const t = translator("import.table");
  const metadata = Object.entries(preview.metadata).filter(([, value]) => value);
  return (
    <Section id="table" title={translator("import.sections")("table")}>
      <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
        {preview.sheets.length > 1 && (
          <ChoiceSelect
            path={["sheet"]}
            label={t("sheet")}
            value={preview.sheet}
            options={preview.sheets.map(({ name, rows, hidden }) => ({
              value: name,
              label: t("sheetOption", { name, rows, hidden: String(hidden) }),
            }))}
          />
        )}
        <HeaderRows value={preview.headerRows} />
        {preview.kind === "csv" && (
          <>
            <ChoiceSelect
              path={["encoding"]}
              label={t("encoding")}
              send="empty-is-null"
              value={preview.encodingChosen ? (preview.encoding ?? "") : ""}
              options={[
                { value: "", label: t("found", { value: preview.encoding ?? "" }) },
                ...ENCODINGS.map((value) => ({ value, label: value })),
              ]}
            />
            <ChoiceSelect
              path={["delimiter"]}
              label={t("delimiter")}
              send="empty-is-null"
              value={preview.delimiterChosen ? (preview.delimiter ?? "") : ""}
              options={[
                { value: "", label: t("found", { value: delimiterName(preview.delimiter) }) },
                ...Object.entries(DELIMITERS).map(([name, value]) => ({ value, label: t(`delimiters.${name}`) })),
              ]}
            />
          </>
        )}
      </div>
      {preview.sampleLine && (
        <figure className="mt-4 max-w-3xl">
          <figcaption className="text-sm text-muted">{t("sample")}</figcaption>
          <p className="mt-1 border-l border-line-strong pl-3 font-mono text-[0.8125rem] break-words">{preview.sampleLine}</p>
        </figure>
      )}
      {metadata.length > 0 && (
        <div className="mt-4 max-w-3xl text-sm">
          <h3 className="font-medium">{t("metadata")}</h3>
          <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
            {metadata.map(([key, value]) => (
              <div key={key} className="flex gap-1.5">
                <dt className="text-muted">{t(`meta.${key}`)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </Section>
  );
}

function delimiterName(delimiter: string | null): string {
  const name = Object.entries(DELIMITERS).find(([, sign]) => sign === delimiter)?.[0];
  return name ? translator("import.table.delimiters")(name) : (delimiter ?? "");
}

/** Each column with what it was taken for and why. */
export function ColumnsSection({ preview }: { preview: Preview }) {
  const t = translator("import.columns");
  const fields = translator("import.fields");
  const options: ChoiceOption[] = [
    { value: "none", label: t("toNote") },
    { value: "ignore", label: t("ignore") },
    ...COLUMN_CHOICES.filter(isImportField).map((field) => ({
      value: field,
      label: fields(field),
      group: t(fieldDefinition(field).record),
    })),
  ];
  const columns = preview.columns.filter((column) => column.filled > 0 || column.label !== "");
  return (
    <Section id="columns" title={translator("import.sections")("columns")} intro={t("intro")}>
      <section
        className="scroll-region overflow-x-auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        aria-label={translator("ui")("tableRegion", { label: translator("import.sections")("columns") })}
      >
        <table className="register min-w-3xl">
          <thead>
            <tr>
              {["column", "heading", "samples", "field", "why"].map((name) => (
                <th key={name} scope="col" className="text-left">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr key={column.index}>
                <td className="font-mono">{column.letter}</td>
                <th scope="row" className="text-left font-normal">
                  {column.label || <span className="text-muted">{t("noHeading")}</span>}
                  {column.group && <span className="block text-muted">{column.group}</span>}
                  {column.hidden && <span className="block text-warn">{t("hidden")}</span>}
                </th>
                <td className="max-w-xs text-muted">
                  {column.samples.map((sample) => (
                    <span key={sample} className="block truncate">
                      {sample}
                    </span>
                  ))}
                </td>
                <td className="w-64">
                  <ChoiceSelect
                    path={["columns", String(column.index)]}
                    label={t("field")}
                    labelHidden
                    value={column.field ?? "none"}
                    options={options}
                  />
                </td>
                <td>
                  <Certainty level={column.confidence} chosen={column.why === "chosen"} />
                  <span className="block text-muted">{t(`reason.${column.why}`)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

/** A guess is called one; nothing is claimed that was not written down. */
function Certainty({ level, chosen }: { level: string; chosen: boolean }) {
  const t = translator("import");
  return <span className={level === "high" ? undefined : "text-warn"}>{chosen || level === "high" ? t("certain") : t("guess")}</span>;
}

const VOCABULARY: Readonly<Record<string, string>> = {
  category: "partyCategory",
  party_kind: "partyKind",
  party_status: "partyStatus",
  party_relevance: "partyRelevance",
  influence_vector: "influenceVector",
  attitude: "attitude",
  engagement_current: "engagementLevel",
  engagement_target: "engagementLevel",
  identification_method: "identificationMethod",
  kind: "requirementKind",
  strength: "strength",
  binding: "binding",
  source_type: "sourceType",
  elicitation_method: "elicitationMethod",
  relevance: "requirementRelevance",
  isms_decision: "ismsDecision",
  priority: "priority",
  fulfilment_status: "fulfilmentStatus",
  status: "requirementStatus",
};

/** Codes such as H, M and L, and the value each is taken for. */
export function ValuesSection({ preview }: { preview: Preview }) {
  const t = translator("import.values");
  const fields = translator("import.fields");
  if (preview.values.length === 0) return null;
  const fieldNames = [...new Set(preview.values.map(({ field }) => field))];
  return (
    <Section id="values" title={translator("import.sections")("values")} intro={t("intro")}>
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        {fieldNames.map((field) => {
          const values = preview.values.filter((mapping) => mapping.field === field);
          return (
            <table key={field} className="register">
              <caption className="pb-1 text-left text-sm font-medium">
                {fields(field)}{" "}
                <span className="font-normal text-muted">({[...new Set(values.map(({ column }) => column))].join(", ")})</span>
              </caption>
              <thead>
                <tr>
                  <th scope="col" className="text-left">
                    {t("word")}
                  </th>
                  <th scope="col" className="text-right">
                    {t("count")}
                  </th>
                  <th scope="col" className="text-left">
                    {t("value")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {values.map((mapping) => (
                  <tr key={mapping.key}>
                    <th scope="row" className="max-w-48 truncate text-left font-normal">
                      {mapping.word}
                    </th>
                    <td className="text-right">{mapping.count}</td>
                    <td className="w-56">
                      <ChoiceSelect
                        path={["values", field, mapping.key]}
                        label={`${t("value")}: ${mapping.word}`}
                        labelHidden
                        send={typeof mapping.options[0] === "number" ? "number" : "empty-is-null"}
                        value={mapping.value === null ? "" : String(mapping.value)}
                        options={[
                          ...(typeof mapping.options[0] === "number" && mapping.value !== null ? [] : [{ value: "", label: t("open") }]),
                          ...mapping.options.map((option) => ({
                            value: String(option),
                            label:
                              typeof option === "string" && VOCABULARY[field]
                                ? translator("vocabulary")(`${VOCABULARY[field]}.${option}`)
                                : String(option),
                          })),
                        ]}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        })}
      </div>
    </Section>
  );
}
