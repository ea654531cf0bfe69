import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { ScopeUnitRecord } from "../queries";

export function ScopeUnitView({ unit }: { unit: ScopeUnitRecord }) {
  const [t, word] = [translator("scopeUnits"), translator("vocabulary")];
  const { values } = unit;
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      {values.status === "retired" && (
        <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt ?? "", reason: values.retiredReason })} />
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.kind"), value: word(`scopeUnitKind.${values.kind}`) },
          { label: t("column.description"), value: values.description },
          { label: t("column.owner"), value: unit.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("column.note"), value: values.note },
        ]}
      />
    </div>
  );
}
