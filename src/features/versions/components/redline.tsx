import Link from "next/link";
import { DiffText } from "@/components/ui/diff-text";
import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { RECORD_CHANGES, type RecordChange } from "@/domain/register-difference";
import { translator } from "@/lib/translate";
import type { Redline as RedlineFacts, RedlineFilter, RedlineRow } from "../queries";

const SHAPES: Readonly<Record<RecordChange, MarkShape>> = {
  added: "opportunity",
  changed: "partly",
  retired: "retired",
  restored: "open",
  removed: "not-met",
};

interface RedlineProps {
  home: string;
  redline: RedlineFacts;
  filter: RedlineFilter;
  /** The address of this page with other query values; empty values are left out. */
  href: (query: Record<string, string>) => string;
  /** What is said where nothing differs. */
  nothing: string;
}

/** Record by record, what the later of two contents says differently. */
export function Redline({ home, redline, filter, href, nothing }: RedlineProps) {
  const t = translator("versions.redline");
  if (redline.total === 0) return <p className="text-muted">{nothing}</p>;
  const query = (change: string | null, entity: string | null, page = 1) =>
    href({ change: change ?? "", kind: entity ?? "", page: page > 1 ? String(page) : "" });
  return (
    <>
      <nav aria-label={t("filters")} className="no-print mb-4 flex flex-col gap-2 text-sm">
        <Choices
          label={t("byChange")}
          chosen={filter.change}
          href={(value) => query(value, filter.entity)}
          all={t("all", { count: redline.total })}
          options={RECORD_CHANGES.filter((change) => redline.counts[change] > 0).map((change) => ({
            value: change,
            label: t("option", { word: t(`change.${change}`), count: redline.counts[change] }),
          }))}
        />
        {redline.byEntity.length > 1 && (
          <Choices
            label={t("byKind")}
            chosen={filter.entity}
            href={(value) => query(filter.change, value)}
            all={t("everyKind")}
            options={redline.byEntity.map(({ entity, kind, count }) => ({ value: entity, label: t("option", { word: kind, count }) }))}
          />
        )}
      </nav>
      <p className="mb-2 text-sm text-muted">
        {t("shown", { shown: redline.rows.length, matching: redline.matching, total: redline.total })}
      </p>
      <ol className="border-t">
        {redline.rows.map((row) => (
          <li key={`${row.entity} ${row.id}`} className="border-b py-3">
            <Row home={home} row={row} />
          </li>
        ))}
      </ol>
      {redline.pages > 1 && (
        <nav aria-label={t("pages")} className="no-print mt-4 flex items-center gap-4 text-sm">
          {redline.page > 1 && (
            <Link className="link" href={query(filter.change, filter.entity, redline.page - 1)}>
              {t("earlier")}
            </Link>
          )}
          <span>{t("page", { page: redline.page, pages: redline.pages })}</span>
          {redline.page < redline.pages && (
            <Link className="link" href={query(filter.change, filter.entity, redline.page + 1)}>
              {t("later")}
            </Link>
          )}
        </nav>
      )}
    </>
  );
}

interface ChoicesProps {
  label: string;
  chosen: string | null;
  href: (value: string | null) => string;
  all: string;
  options: readonly { value: string; label: string }[];
}

function Choices({ label, chosen, href, all, options }: ChoicesProps) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <span className="text-muted">{label}</span>
      {[{ value: null, label: all }, ...options].map((option) => (
        <Link
          key={option.value ?? ""}
          href={href(option.value)}
          aria-current={option.value === chosen ? "true" : undefined}
          className="link inline-flex min-h-6 items-center aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
        >
          {option.label}
        </Link>
      ))}
    </p>
  );
}

function Row({ home, row }: { home: string; row: RedlineRow }) {
  const t = translator("versions.redline");
  const whole = row.change === "added" || row.change === "removed";
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <StatusMark shape={SHAPES[row.change]}>{t(`change.${row.change}`)}</StatusMark>
        <span className="text-sm text-muted">{row.kind}</span>
        {row.ref && (row.path ? <RefTag href={home + row.path}>{row.ref}</RefTag> : <span className="font-mono text-sm">{row.ref}</span>)}
        <span className="min-w-0 [overflow-wrap:anywhere] font-medium">{row.title}</span>
      </p>
      {whole && row.lines.length > 0 ? (
        <details className="mt-1 text-sm">
          <summary className="link">{t("fields", { count: row.lines.length })}</summary>
          <Lines row={row} />
        </details>
      ) : (
        <Lines row={row} />
      )}
    </>
  );
}

function Lines({ row }: { row: RedlineRow }) {
  const t = translator("history");
  if (row.lines.length === 0) return null;
  return (
    <dl className="mt-1 text-sm">
      {row.lines.map((line) => (
        <div key={line.field} className="grid gap-x-4 py-0.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <dt className="text-muted">{line.label}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-line">
            {row.change === "added" ? (
              line.after
            ) : row.change === "removed" ? (
              <span className="text-muted">{line.before}</span>
            ) : line.parts ? (
              <DiffText segments={line.parts} />
            ) : (
              <>
                {line.before !== "" && (
                  <>
                    <del className="bg-danger-tint text-danger">
                      <span className="sr-only">{t("was")} </span>
                      {line.before}
                    </del>
                    <span aria-hidden> → </span>
                  </>
                )}
                {line.after === "" ? (
                  <span className="text-muted">{t("empty")}</span>
                ) : (
                  <ins className="bg-ok-tint text-ok">{line.after}</ins>
                )}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
