import Link from "next/link";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { WorkshopEntry, WorkshopRecord, WorkshopRow } from "../queries";

/** All workshops, newest first. */
export function WorkshopList({ rows, path }: { rows: readonly WorkshopRow[]; path: string }) {
  const t = translator("workshops");
  const columns = ["ref", "title", "kind", "heldOn", "facilitator", "said", "status"] as const;
  return (
    <div className="overflow-x-auto">
      <table className="register min-w-2xl">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="text-left">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.ref}>
              <td>
                <Link href={`${path}/${row.ref}`} prefetch={false} className="link font-mono text-[0.8125rem]">
                  {row.ref}
                </Link>
              </td>
              <td className="[overflow-wrap:anywhere]" dir="auto">
                {row.title}
              </td>
              <td>{t(`kind.${row.kind}`)}</td>
              <td className="whitespace-nowrap">{row.heldOn}</td>
              <td>{row.facilitator}</td>
              <td>
                {row.kind === "identification"
                  ? t("said", { entries: row.entries, open: row.openEntries })
                  : t("votedOn", { parties: row.parties, voters: row.voters })}
              </td>
              <td>
                <StatusMark shape={row.status === "closed" ? "decided" : row.status === "revealed" ? "partly" : "open"}>
                  {t(`status.${row.status}`)}
                </StatusMark>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** When, by whom, with whom: the head of the record, on screen and on paper. */
export function WorkshopFacts({ workshop }: { workshop: WorkshopRecord }) {
  const t = translator("workshops.record");
  const facts: [string, string][] = [
    [t("heldOn"), workshop.heldOn],
    [t("facilitator"), workshop.facilitator ?? t("none")],
    [t("departments"), workshop.departments.join(", ") || t("none")],
    [t("participants"), workshop.participants.join("; ") || t("none")],
    ...(workshop.note ? [[t("note"), workshop.note] as [string, string]] : []),
    ...(workshop.openedAt ? [[t("opened"), instant(workshop.openedAt)] as [string, string]] : []),
    ...(workshop.closedAt ? [[t("closed"), instant(workshop.closedAt)] as [string, string]] : []),
  ];
  return (
    <dl className="mb-6 grid max-w-4xl gap-x-6 gap-y-1 border-y py-3 text-sm sm:grid-cols-[10rem_1fr]">
      {facts.map(([term, text]) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="[overflow-wrap:anywhere] whitespace-pre-line" dir="auto">
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Everything that was said with what became of it: the evidence of how parties were determined. */
export function SaidRecord({ entries, home }: { entries: readonly WorkshopEntry[]; home: string }) {
  const t = translator("workshops.record");
  const outcome = translator("workshops.outcome");
  const prompts = translator("workshops.prompts");
  const pestle = translator("vocabulary.pestle");
  const where = (entry: WorkshopEntry) =>
    entry.pestle ? pestle(entry.pestle) : entry.prompt && prompts.has(entry.prompt) ? prompts(entry.prompt) : t("noPrompt");
  if (entries.length === 0) return <p className="text-muted">{t("nothing")}</p>;
  return (
    <section>
      <h2 className="font-serif text-xl font-semibold">{t("saidTitle")}</h2>
      <p className="mb-2 text-sm text-muted">{t("saidText")}</p>
      <div className="overflow-x-auto">
        <table className="register min-w-2xl print:min-w-0">
          <thead>
            <tr>
              {(["entry", "by", "where", "outcome", "decided"] as const).map((column) => (
                <th key={column} scope="col" className="text-left">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id} className="break-inside-avoid">
                <td className="max-w-md [overflow-wrap:anywhere]" dir="auto">
                  {entry.text}
                </td>
                <td>{[entry.author, entry.department].filter(Boolean).join(", ")}</td>
                <td>{where(entry)}</td>
                <td>
                  <StatusMark shape={entry.status === "open" ? "open" : entry.status === "dismissed" ? "neutral" : "decided"}>
                    {outcome(entry.status)}
                  </StatusMark>{" "}
                  {entry.partyRef && (
                    <Link
                      href={`${home}/interested-parties/${entry.partyRef}`}
                      prefetch={false}
                      className="link font-mono text-[0.8125rem]"
                    >
                      {entry.partyRef}
                    </Link>
                  )}{" "}
                  <bdi className="[overflow-wrap:anywhere]">{entry.partyName ?? entry.reason}</bdi>
                </td>
                <td>
                  {entry.decidedBy} {entry.decidedAt?.slice(0, 10)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function instant(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
