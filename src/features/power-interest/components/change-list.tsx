import { useTranslations } from "use-intl/react";
import type { comparePositions } from "../positions";
import type { GridParty } from "../queries";

/** What moved, came and went between two days. */
export function ChangeList({
  changes,
  parties,
  from,
  to,
  home,
}: {
  changes: ReturnType<typeof comparePositions>;
  parties: ReadonlyMap<string, GridParty>;
  from: string;
  to: string;
  home: string;
}) {
  const t = useTranslations("grid");
  const name = (id: string) => {
    const party = parties.get(id);
    return (
      party && (
        <>
          <a href={`${home}/interested-parties/${party.ref}`} className="link font-mono text-[0.8125rem]">
            {party.ref}
          </a>{" "}
          <span dir="auto">{party.name}</span>
        </>
      )
    );
  };
  const group = (title: string, ids: readonly string[]) =>
    ids.length > 0 && (
      <div>
        <h3 className="text-sm font-medium text-muted">{title}</h3>
        <ul className="text-sm">
          {ids.map((id) => (
            <li key={id}>{name(id)}</li>
          ))}
        </ul>
      </div>
    );
  const nothing = changes.moved.length + changes.entered.length + changes.left.length === 0;
  return (
    <section className="mt-4 border-t border-line-strong pt-3" aria-labelledby="grid-changes">
      <h2 id="grid-changes" className="mb-2 font-serif text-xl font-semibold">
        {t("compareTitle", { from, to })}
      </h2>
      {nothing && <p className="text-sm text-muted">{t("compareNothing")}</p>}
      <div className="grid gap-4 sm:grid-cols-3">
        {changes.moved.length > 0 && (
          <div>
            <h3 className="text-sm font-medium text-muted">{t("compareMoved", { count: changes.moved.length })}</h3>
            <ul className="text-sm">
              {changes.moved.map(({ id, before, after }) => (
                <li key={id}>
                  {name(id)}{" "}
                  <span className="text-muted">
                    {t("step", { before: `${before.power}/${before.interest}`, after: `${after.power}/${after.interest}` })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {group(t("compareEntered", { count: changes.entered.length }), changes.entered)}
        {group(t("compareLeft", { count: changes.left.length }), changes.left)}
      </div>
    </section>
  );
}
