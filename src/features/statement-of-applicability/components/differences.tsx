import { RefTag } from "@/components/ui/ref-tag";
import type { StatementDifference, StatementLine, StatementPart } from "@/domain/statement-of-applicability";
import { translator } from "@/lib/translate";
import { reasonsInWords } from "../words";

/** What two statements tell differently, control by control. */
export function Differences({ home, differences }: { home: string; differences: readonly StatementDifference[] }) {
  const t = translator("statement");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
    <section className="scroll-region overflow-x-auto" aria-label={t("differences.title")} tabIndex={0}>
      <table className="register min-w-180">
        <thead>
          <tr>
            {["control", "what", "before", "after"].map((column) => (
              <th key={column} scope="col" className="text-left">
                {t(`differences.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.flatMap(({ control, title, change, parts, before, after }) =>
            change === "changed" ? (
              parts.map((part, index) => (
                <tr key={`${control} ${part}`}>
                  <td>{index === 0 && <Named home={home} control={control} title={title} />}</td>
                  <td>{t(`part.${part}`)}</td>
                  <td className="max-w-80 whitespace-pre-line text-muted">{before && partInWords(before, part)}</td>
                  <td className="max-w-80 whitespace-pre-line">{after && partInWords(after, part)}</td>
                </tr>
              ))
            ) : (
              <tr key={control}>
                <td>
                  <Named home={home} control={control} title={title} />
                </td>
                <td>{t(`differences.${change}`)}</td>
                <td className="text-muted">{before && partInWords(before, "applicable")}</td>
                <td>{after && partInWords(after, "applicable")}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function Named({ home, control, title }: { home: string; control: string; title: string }) {
  return (
    <>
      <RefTag href={`${home}/controls/${control}`}>{control}</RefTag> {title}
    </>
  );
}

function partInWords(line: StatementLine, part: StatementPart): string {
  const [t, word] = [translator("statement"), translator("vocabulary")];
  switch (part) {
    case "applicable":
      return t(`applicable.${line.applicable === null ? "undecided" : line.applicable ? "yes" : "no"}`);
    case "reasons": {
      const stated = line.reasons.filter((reason) => !line.written.some((given) => given.reason === reason));
      return (
        [reasonsInWords(line.written), ...stated.map((reason) => `${t(`reasonInText.${reason}`)} (${t("statedByHand")})`)]
          .filter(Boolean)
          .join("; ") || t("none")
      );
    }
    case "justification":
      return line.justification || t("none");
    case "implementation":
      return [
        line.implementationStatus ? word(`implementationStatus.${line.implementationStatus}`) : t("noStatus"),
        line.implementationNote,
      ]
        .filter(Boolean)
        .join("\n");
    case "owner":
      return line.owner ?? t("unowned");
  }
}
