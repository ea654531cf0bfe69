import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { classNames } from "@/lib/class-names";
import { translator } from "@/lib/translate";
import { hrefOfReference } from "../hrefs";
import type { ClauseRow } from "../queries";

/** The clauses in their order, headings set apart. */
export function ClauseTable({ home, clauses }: { home: string; clauses: readonly ClauseRow[] }) {
  const t = translator("clauses");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
    <section className="scroll-region overflow-x-auto" aria-label={t("title")} tabIndex={0}>
      <table className="register min-w-160">
        <thead>
          <tr>
            {(["ref", "title", "documented", "asked"] as const).map((column) => (
              <th key={column} scope="col" className={column === "asked" ? "text-right" : "text-left"}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clauses.map((clause) => (
            <tr key={clause.ref}>
              <td className="whitespace-nowrap">
                <RefTag href={home + hrefOfReference(clause.ref)}>{clause.ref}</RefTag>
              </td>
              <td className={classNames(clause.level === 1 && "font-semibold", clause.level > 2 && "pl-6!")}>{clause.title}</td>
              <td>{clause.documentedInformation}</td>
              <td className="text-right">
                {clause.asked > 0 ? (
                  <Link
                    href={`${home}${hrefOfReference(clause.ref)}#asked-for`}
                    prefetch={false}
                    className="link"
                    aria-label={t("askedOf", { count: clause.asked, ref: clause.ref })}
                  >
                    {clause.asked}
                  </Link>
                ) : (
                  <span className="text-muted">0</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
