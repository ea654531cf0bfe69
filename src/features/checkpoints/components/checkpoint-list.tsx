import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { CheckpointReport, CheckpointRow, KnownKey } from "../queries";

const CELL = "px-2 py-2 align-top first:pl-0";
const HEAD = "px-2 py-1.5 font-semibold first:pl-0";

/** The checkpoints against signature and history, what they prove, and the first that does not fit. */
export function CheckpointList({ report, children }: { report: CheckpointReport; children?: ReactNode }) {
  const t = translator("checkpoints");
  const { total, rows, problems, first, provenUpTo } = report;
  return (
    <section aria-labelledby="checkpoints" className="mt-10">
      <h2 id="checkpoints" className="font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <p className="prose-width mt-1 text-muted">{t("lead")}</p>
      <div className="mt-4 max-w-3xl">
        {first ? (
          <Callout tone="error" title={t("badTitle", { count: problems })}>
            {t("firstBad", { sequence: first.sequence, at: instant(first.at), problem: t(`problem.${first.problem ?? "unreadable"}`) })}
          </Callout>
        ) : (
          provenUpTo && (
            <Callout title={t("goodTitle", { count: total })}>
              {t("proven", { sequence: provenUpTo.sequence, at: instant(provenUpTo.at) })}
            </Callout>
          )
        )}
        {total === 0 && <p className="text-muted">{t("none")}</p>}
      </div>
      {children}
      {rows.length > 0 && (
        <Scrolling label={t("title")}>
          <thead>
            <tr className="border-b border-line-strong text-left text-[0.8125rem] text-muted">
              {["entry", "at", "reason", "key", "where", "state"].map((column) => (
                <th key={column} scope="col" className={HEAD}>
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Row key={index} row={row} />
            ))}
          </tbody>
        </Scrolling>
      )}
      {total > rows.length && <p className="mt-2 text-sm text-muted">{t("shown", { shown: rows.length, total })}</p>}
    </section>
  );
}

function Row({ row: { sequence, at, reason, keyId, problem, where } }: { row: CheckpointRow }) {
  const t = translator("checkpoints");
  return (
    <tr className="border-b">
      <td className={`${CELL} font-mono`}>{sequence}</td>
      <td className={`${CELL} whitespace-nowrap`}>{instant(at)}</td>
      <td className={CELL}>{reason ? translator("auditPack.checkpointReason")(reason) : ""}</td>
      <td className={`${CELL} font-mono`}>{keyId}</td>
      <td className={CELL}>{t(`where.${where}`)}</td>
      <td className={CELL}>
        <StatusMark shape={problem ? "not-met" : "decided"}>{problem ? t(`problem.${problem}`) : t("fits")}</StatusMark>
      </td>
    </tr>
  );
}

/** The keys with which this installation signs and signed. */
export function KeyList({ keys }: { keys: readonly KnownKey[] }) {
  const t = translator("checkpoints");
  const index = translator("auditPack.index");
  return (
    <section aria-labelledby="keys" className="mt-10">
      <h2 id="keys" className="font-serif text-xl font-semibold">
        {t("keysTitle")}
      </h2>
      <p className="prose-width mt-1 text-muted">{t("keysLead")}</p>
      {keys.some(({ standing }) => standing === "unendorsed" || standing === "wrong") && (
        <div className="mt-4 max-w-3xl">
          <Callout tone="warn" title={t("unendorsedTitle")}>
            {t("unendorsedText")}
          </Callout>
        </div>
      )}
      {keys.length === 0 ? (
        <p className="mt-3 text-muted">{t("noKeys")}</p>
      ) : (
        <Scrolling label={t("keysTitle")}>
          <thead>
            <tr className="border-b border-line-strong text-left text-[0.8125rem] text-muted">
              {["key", "since", "until", "standing", "publicKey"].map((column) => (
                <th key={column} scope="col" className={HEAD}>
                  {index(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keys.map(({ keyId, createdAt, retiredAt, standing, publicKey }) => (
              <tr key={keyId} className="border-b">
                <td className={`${CELL} font-mono`}>{keyId}</td>
                <td className={`${CELL} whitespace-nowrap`}>{instant(createdAt ?? "")}</td>
                <td className={`${CELL} whitespace-nowrap`}>{retiredAt ? instant(retiredAt) : t("inUse")}</td>
                <td className={CELL}>{index(`keyStanding.${standing}`)}</td>
                <td className={`${CELL} font-mono text-xs break-all`}>{publicKey}</td>
              </tr>
            ))}
          </tbody>
        </Scrolling>
      )}
    </section>
  );
}

function Scrolling({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe, scrollable-region-focusable)
    <section className="table-scroll mt-4 overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full min-w-[48rem] text-sm">{children}</table>
    </section>
  );
}

const instant = (iso: string) => (iso === "" ? "" : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`);
