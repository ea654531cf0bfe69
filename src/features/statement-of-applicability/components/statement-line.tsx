import { Callout } from "@/components/ui/callout";
import { KeyValueList } from "@/components/ui/key-value-list";
import { isOpenChallenge } from "@/domain/statement-of-applicability";
import { IMPLEMENTATION_STATUSES, SOA_REASONS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { stateControl } from "../actions";
import type { LiveLine } from "../live";
import { APPLICABILITIES } from "../table";
import { reasonsInWords } from "../words";
import { Applicability, Challenges, Implementation, Reasons } from "./reasons";
import { StateControl } from "./state-control";

interface StatementLineProps {
  access: Access;
  line: LiveLine;
  owners: readonly { id: string; name: string }[];
}

/** A control's line of the statement on its own page, with what is challenged first. */
export function StatementLineOfControl({ access, line, owners }: StatementLineProps) {
  const [t, word] = [translator("statement"), translator("vocabulary")];
  const words = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: word(`${group}.${value}`) }));
  const open = line.challenges.filter(isOpenChallenge);
  const rest = line.challenges.filter((challenge) => !isOpenChallenge(challenge));
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
        <h2 className="font-serif text-xl font-semibold">{t("title")}</h2>
        {access.can("control:write") && (
          <div className="no-print">
            <StateControl
              control={line.control}
              version={line.version}
              action={stateControl.bind(null, access.organization.slug)}
              initial={{
                applicable: line.applicable === null ? "undecided" : line.applicable ? "yes" : "no",
                reasons: [...line.reasons],
                justification: line.justification,
                implementationStatus: line.implementationStatus ?? "",
                implementationNote: line.implementationNote,
                ownerId: line.ownerId ?? "",
              }}
              options={{
                applicable: APPLICABILITIES.map((value) => ({ value, label: t(`applicable.${value}`) })),
                reasons: words("soaReason", SOA_REASONS),
                implementation: words("implementationStatus", IMPLEMENTATION_STATUSES),
                owners: owners.map(({ id, name }) => ({ value: id, label: name })),
              }}
            >
              {line.written.length > 0 && (
                <Callout title={t("writtenTitle", { count: line.asked })}>{reasonsInWords(line.written, 8)}</Callout>
              )}
            </StateControl>
          </div>
        )}
      </div>
      {open.length > 0 && (
        <Callout tone="warn" className="mb-3" title={t("challenged", { count: open.length })}>
          <Challenges challenges={open} />
        </Callout>
      )}
      <KeyValueList
        emptyLabel={t("none")}
        items={[
          { label: t("column.applicable"), value: <Applicability applicable={line.applicable} /> },
          {
            label: t("column.reasons"),
            value: line.written.length + line.reasons.length > 0 ? <Reasons written={line.written} stated={line.reasons} most={100} /> : "",
          },
          { label: t("field.justification"), value: line.justification },
          { label: t("column.implementation"), value: <Implementation status={line.implementationStatus} /> },
          { label: t("column.note"), value: line.implementationNote },
          { label: t("column.owner"), value: line.owner ?? "" },
          {
            label: t("column.decided"),
            value: line.decidedAt ? t("decidedBy", { day: line.decidedAt, name: line.decidedBy ?? t("somebody") }) : "",
          },
          ...(rest.length > 0 ? [{ label: t("hints"), value: <Challenges challenges={rest} /> }] : []),
        ]}
      />
    </section>
  );
}
