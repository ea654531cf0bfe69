import { RefTag } from "@/components/ui/ref-tag";
import type { StatementLine } from "@/domain/statement-of-applicability";
import { translator } from "@/lib/translate";
import { Applicability, Implementation, Reasons } from "./reasons";

/** The controls of an issued statement, as they were then. */
export function IssuedLines({ home, lines }: { home: string; lines: readonly StatementLine[] }) {
  const t = translator("statement");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
    <section className="scroll-region overflow-x-auto" aria-label={t("issuedLines")} tabIndex={0}>
      <table className="register min-w-240">
        <thead>
          <tr>
            {(["control", "title", "applicable", "reasons", "justification", "implementation", "owner"] as const).map((column) => (
              <th key={column} scope="col" className="text-left">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.control}>
              <td>
                <RefTag href={`${home}/controls/${line.control}`}>{line.control}</RefTag>
              </td>
              <td>{line.title}</td>
              <td>
                <Applicability applicable={line.applicable} />
              </td>
              <td className="max-w-96">
                <Reasons written={line.written} stated={line.reasons} most={100} />
              </td>
              <td className="max-w-64 whitespace-pre-line">{line.justification}</td>
              <td>
                {line.applicable !== false && <Implementation status={line.implementationStatus} />}
                {line.implementationNote && <span className="block whitespace-pre-line text-muted">{line.implementationNote}</span>}
              </td>
              <td>{line.owner}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
