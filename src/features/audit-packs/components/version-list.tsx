import { Callout } from "@/components/ui/callout";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { CheckedVersion } from "../version-check";

const SHOWN = 20;

/** Whether each frozen version still is what was approved, and follows from the history. `entityWord`: how a kind of record is called. */
export function VersionList({ versions, entityWord }: { versions: readonly CheckedVersion[]; entityWord: (entity: string) => string }) {
  const t = translator("auditPack.versionCheck");
  const bad = versions.filter(({ problem }) => problem !== null);
  return (
    <section aria-labelledby="version-contents" className="mt-10 max-w-3xl">
      <h2 id="version-contents" className="font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <p className="mt-1 text-muted">{versions.length === 0 ? t("none") : t("lead")}</p>
      {bad.length > 0 && (
        <div className="mt-4">
          <Callout tone="error" title={t("badTitle", { count: bad.length })} />
        </div>
      )}
      {versions.length > 0 && (
        <ul className="mt-3 flex flex-col gap-2 text-sm">
          {versions.map(({ number, status, sequence, problem, differences }) => (
            <li key={number} className="border-b pb-2">
              <span className="font-semibold">{t("version", { number })}</span>{" "}
              <span className="text-muted">
                {translator("auditPack.versionStatus")(status)} · {t("entry", { sequence })}
              </span>{" "}
              <StatusMark shape={problem ? "not-met" : "decided"}>{t(problem ?? "fits")}</StatusMark>
              {differences.length > 0 && (
                <ul className="mt-1 list-disc pl-5">
                  {differences.slice(0, SHOWN).map(({ entity, ref, field }, index) => (
                    <li key={index}>
                      {entityWord(entity)} <span className="font-mono">{ref}</span>
                      {field && <span className="font-mono text-muted"> {field}</span>}
                    </li>
                  ))}
                  {differences.length > SHOWN && <li>{t("more", { count: differences.length - SHOWN })}</li>}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
