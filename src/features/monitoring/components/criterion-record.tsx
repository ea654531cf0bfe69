import Link from "next/link";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { withUnit } from "@/domain/criterion";
import { translator } from "@/lib/translate";
import type { CriterionRecord } from "../queries";
import { targetWords } from "../words";
import { CriterionState, ResultMark, TrendWord } from "./criterion-marks";
import { TrendChart } from "./trend-chart";

interface CriterionRecordProps {
  /** "/nordwind" */
  home: string;
  criterion: CriterionRecord;
  /** Whether the reader may open actions. */
  canReadActions: boolean;
  /** Where an action about it is opened by hand; null for whoever may not. */
  newActionHref: string | null;
  /** The form for a value; null for whoever may not enter one. */
  measureForm: ReactNode;
  /** Where a value is corrected; null for whoever may not. */
  correctHref: ((day: string) => string) | null;
}

/** A criterion read from top to bottom: how it stands, what it is, its values as a picture and as a table. */
export function CriterionRecordView({ home, criterion, canReadActions, newActionHref, measureForm, correctHref }: CriterionRecordProps) {
  const [t, word] = [translator("monitoring"), translator("vocabulary")];
  const { values, requirement, action } = criterion;
  const row = { ...values, result: criterion.result, overdue: criterion.overdue };
  const text = (value: string) => value && <span className="whitespace-pre-line">{value}</span>;
  const active = values.status === "active";
  const actionLink = action && (
    <RefTag href={canReadActions ? `${home}/actions/${action.ref}` : undefined} retired={action.status === "retired"}>
      {action.ref}
    </RefTag>
  );
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      {!active && <Callout tone="warn" title={t("retired", { day: values.retiredAt ?? "", reason: values.retiredReason })} />}
      {active && requirement.status === "retired" && <Callout>{t("requirementRetired")}</Callout>}
      {active && criterion.result === "missed" && (
        <Callout
          tone="warn"
          title={t("missedTitle")}
          actions={
            action?.status !== "open" &&
            newActionHref && (
              <Link href={newActionHref} className="link">
                {t("openAction")}
              </Link>
            )
          }
        >
          {action?.status === "open" ? t("missedWithAction", { ref: action.ref }) : t("missedWithoutAction")}
        </Callout>
      )}
      {active && action?.status === "open" && (criterion.result === "met" || criterion.result === "warning") && (
        <Callout>{t("metAgain", { ref: action.ref })}</Callout>
      )}
      {criterion.overdue && (
        <Callout tone="warn" title={t("overdueTitle", { day: criterion.nextOn })}>
          {t("overdueText")}
        </Callout>
      )}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("column.result"), value: <CriterionState criterion={row} /> },
          {
            label: t("column.requirement"),
            value: (
              <>
                <RefTag href={`${home}/requirements/${requirement.ref}`} retired={requirement.status === "retired"}>
                  {requirement.ref}
                </RefTag>{" "}
                <bdi>{requirement.statement}</bdi>
              </>
            ),
          },
          { label: t("column.target"), value: targetWords(row) },
          { label: t("column.threshold"), value: values.threshold && withUnit(values.threshold, values.unit) },
          { label: t("column.lastValue"), value: values.lastValue && withUnit(values.lastValue, values.unit) },
          { label: t("column.lastMeasuredOn"), value: values.lastMeasuredOn },
          {
            label: t("column.nextOn"),
            value: active && `${criterion.nextOn} (${t("every", { days: values.frequencyDays })})`,
          },
          {
            label: t("column.trend"),
            value: criterion.trend && (
              <>
                <TrendWord trend={criterion.trend} /> <span className="text-muted">({t("trendHint")})</span>
              </>
            ),
          },
          {
            label: t("column.owner"),
            value: criterion.ownerName ?? (values.ownerLabel || <StatusMark shape="open">{t("unowned")}</StatusMark>),
          },
          { label: t("column.method"), value: text(values.method) },
          {
            label: t("column.action"),
            value: action && (
              <>
                {actionLink}{" "}
                {canReadActions && (
                  <>
                    {action.title}{" "}
                    <span className="text-muted">
                      {[word(`actionStatus.${action.status}`), action.ownerName, action.dueAt].filter(Boolean).join(" · ")}
                    </span>
                  </>
                )}
              </>
            ),
          },
          { label: t("column.note"), value: text(values.note) },
        ]}
      />
      <section aria-labelledby="measurements-title" className="flex flex-col gap-4">
        <h2 id="measurements-title" className="font-serif text-xl font-semibold">
          {t("measurements")}
        </h2>
        {criterion.measurements.length === 0 ? (
          <p className="text-muted">{t("measurementsNone", { day: criterion.nextOn })}</p>
        ) : (
          <>
            <TrendChart
              metric={values.metric}
              unit={values.unit}
              target={values}
              targetWords={targetWords(row)}
              series={criterion.measurements}
            />
            <MeasurementTable criterion={criterion} correctHref={correctHref} />
          </>
        )}
      </section>
      {measureForm && (
        <section aria-labelledby="measure-title" className="no-print">
          <h2 id="measure-title" className="font-serif text-xl font-semibold">
            {t("measure")}
          </h2>
          <div className="mt-3">{measureForm}</div>
        </section>
      )}
    </div>
  );
}

function MeasurementTable({ criterion, correctHref }: Pick<CriterionRecordProps, "criterion" | "correctHref">) {
  const [t, word] = [translator("monitoring"), translator("vocabulary.measurementOrigin")];
  const { unit } = criterion.values;
  return (
    <table className="w-full border-t text-[0.9375rem]">
      <thead className="text-left text-sm text-muted">
        <tr>
          <th scope="col" className="py-2 pr-4 font-medium">
            {t("measuredOn")}
          </th>
          <th scope="col" className="py-2 pr-4 text-right font-medium">
            {t("value")}
          </th>
          <th scope="col" className="py-2 pr-4 font-medium">
            {t("column.result")}
          </th>
          <th scope="col" className="hidden py-2 pr-4 font-medium md:table-cell">
            {t("origin")}
          </th>
          <th scope="col" className="hidden py-2 pr-4 font-medium sm:table-cell">
            {t("valueNote")}
          </th>
          {correctHref && (
            <th scope="col" className="no-print py-2 font-medium">
              <span className="sr-only">{t("correct")}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {criterion.measurements.map((one) => (
          <tr key={one.id} className="border-t align-top">
            <th scope="row" className="py-2 pr-4 text-left font-normal whitespace-nowrap">
              {one.measuredOn}
            </th>
            <td className="py-2 pr-4 text-right whitespace-nowrap tabular-nums">{withUnit(one.value, unit)}</td>
            <td className="py-2 pr-4">
              <ResultMark result={one.result} />
            </td>
            <td className="hidden py-2 pr-4 text-sm text-muted md:table-cell">
              {[word(one.origin), one.enteredBy && t("by", { name: one.enteredBy })].filter(Boolean).join(" ")}
            </td>
            <td className="hidden py-2 pr-4 [overflow-wrap:anywhere] sm:table-cell">
              {one.note}
              {one.measuredOn < criterion.requirement.since && <span className="block text-sm text-muted">{t("beforeRequirement")}</span>}
            </td>
            {correctHref && (
              <td className="no-print py-2 text-right">
                <Link
                  href={correctHref(one.measuredOn)}
                  className="link inline-block min-h-6 whitespace-nowrap"
                  aria-label={t("correctThis", { day: one.measuredOn })}
                  prefetch={false}
                >
                  {t("correctShort")}
                </Link>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
