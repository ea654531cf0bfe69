import { KeyValueList } from "@/components/ui/key-value-list";
import type { Control } from "@/domain/controls";
import { translator } from "@/lib/translate";
import type { OwnControl } from "../queries";

/** What kind of control it is: theme, type, what it protects, and for an own one where it comes from. */
export function ControlFacts({ control, own }: { control: Control; own: OwnControl | null }) {
  const [t, word] = [translator("controls"), translator("vocabulary")];
  const worded = (group: string, values: readonly string[]) => values.map((value) => word(`${group}.${value}`)).join(", ");
  return (
    <section>
      <h2 className="mb-2 font-serif text-xl font-semibold">{t("facts")}</h2>
      <KeyValueList
        emptyLabel={t("empty")}
        items={[
          { label: t("column.theme"), value: word(`controlTheme.${control.theme}`) },
          { label: t("column.types"), value: worded("controlType", control.types) },
          { label: t("column.cia"), value: worded("cia", control.cia) },
          { label: t("column.concepts"), value: worded("controlConcept", control.concepts) },
          ...(own
            ? [
                { label: t("field.origin"), value: own.origin },
                { label: t("field.description"), value: own.description },
                { label: t("field.note"), value: own.note },
              ]
            : [{ label: t("field.origin"), value: t(control.newIn2022 ? "annexNew" : "annex") }]),
        ]}
      />
    </section>
  );
}
