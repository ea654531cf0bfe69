import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { BudgetLineRecord, PaidTarget } from "../queries";
import { Amount } from "./amount";

/** A line of the budget and what it pays for; whose requirements stand behind that follows below it. */
export function BudgetLineView({ home, line }: { home: string; line: BudgetLineRecord }) {
  const [t, word] = [translator("budget"), translator("vocabulary")];
  const { values, targets } = line;
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {values.status === "retired" && (
        <Callout tone="warn" title={t("retiredOn", { day: values.retiredAt ?? "", reason: values.retiredReason })} />
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.period"), value: values.period },
          { label: t("column.amount"), value: values.amount !== null && <Amount amount={values.amount} currency={values.currency} /> },
          { label: t("column.owner"), value: line.ownerName ?? <StatusMark shape="open">{t("unowned")}</StatusMark> },
          { label: t("column.note"), value: values.note },
        ]}
      />
      <section>
        <h2 className="mb-2 font-serif text-xl font-semibold">{t("column.targets")}</h2>
        <ul className="border-t text-[0.9375rem]">
          {targets.length === 0 && (
            <li className="py-2">
              <StatusMark shape="open">{t("noTargets")}</StatusMark>
            </li>
          )}
          {targets.map((target) => (
            <li key={target.ref} className="flex flex-wrap items-baseline gap-x-3 border-b py-2">
              <RefTag href={placeOf(home, target)} retired={target.retired}>
                {target.ref}
              </RefTag>
              {target.title === null ? <StatusMark shape="not-met">{t("gone")}</StatusMark> : <bdi>{target.title}</bdi>}
              {target.type && <span className="text-sm text-muted">{word(`linkTargetType.${target.type}`)}</span>}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function placeOf(home: string, { ref, type, title }: PaidTarget): string | undefined {
  if (title === null) return undefined;
  switch (type) {
    case "control":
      return `${home}/controls/${ref}`;
    case "risk":
      return `${home}/risks/${ref}`;
    case "policy":
    case "procedure":
      return `${home}/documents/${ref}`;
    case "evidence":
      return `${home}/evidence/${ref}`;
    default:
      return undefined;
  }
}
