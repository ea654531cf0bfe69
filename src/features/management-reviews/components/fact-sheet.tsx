import Link from "next/link";
import type { ReactNode } from "react";
import { RefTag } from "@/components/ui/ref-tag";
import type { FactList, FactRow, FactSheet } from "@/domain/management-review-facts";
import { translator } from "@/lib/translate";
import { pathOfFact, pathOfFigure } from "../fact-words";

/** What the register says about one input: numbers in a row, records in lists that open. Links only where `home` is told. */
export function FactSheetView({ sheet, home, open = false }: { sheet: FactSheet | null; home: string | null; open?: boolean }) {
  const t = translator("managementReviews");
  if (!sheet) return <p className="text-sm text-muted">{t("noFacts")}</p>;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <dl className="flex flex-wrap gap-x-5 gap-y-1">
        {sheet.figures.map(({ key, value }) => (
          <div key={key} className="flex flex-row-reverse items-baseline gap-1.5">
            <dt className="text-muted">{t(`figure.${key}`)}</dt>
            <dd className={value === 0 ? "text-muted tabular-nums" : "font-semibold tabular-nums"}>
              <Counted path={home === null ? null : pathOfFigure(key)} home={home}>
                {value}
              </Counted>
            </dd>
          </div>
        ))}
      </dl>
      {sheet.lists.map((list) =>
        open ? (
          <div key={list.key}>
            <p className="font-medium">{headOf(list)}</p>
            <Rows list={list} home={home} />
          </div>
        ) : (
          <details key={list.key}>
            <summary className="min-h-6 cursor-pointer font-medium">{headOf(list)}</summary>
            <Rows list={list} home={home} />
          </details>
        ),
      )}
    </div>
  );
}

function Counted({ path, home, children }: { path: string | null; home: string | null; children: ReactNode }) {
  if (path === null) return children;
  return (
    <Link prefetch={false} href={`${home}${path}`} className="link inline-block min-h-6 min-w-6">
      {children}
    </Link>
  );
}

const headOf = ({ key, total }: FactList) => `${translator("managementReviews.list")(key)} (${total})`;

function Rows({ list, home }: { list: FactList; home: string | null }) {
  const t = translator("managementReviews");
  return (
    <ul className="mt-1 border-t">
      {list.rows.map((row) => (
        <li
          key={`${row.entity} ${row.ref}`}
          className="flex flex-wrap items-baseline gap-x-3 border-b py-1 [overflow-wrap:anywhere] [&>*]:leading-6"
        >
          <Ref row={row} home={home} />
          <bdi className="min-w-0 flex-1 basis-56">{row.title}</bdi>
          {row.detail && <span className="text-muted">{row.detail}</span>}
        </li>
      ))}
      {list.total > list.rows.length && <li className="py-1 text-muted">{t("andMore", { count: list.total - list.rows.length })}</li>}
    </ul>
  );
}

function Ref({ row, home }: { row: FactRow; home: string | null }) {
  const path = home === null ? null : pathOfFact(row);
  return <RefTag href={path === null ? undefined : `${home}${path}`}>{row.ref}</RefTag>;
}
