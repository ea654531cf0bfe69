import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import { stateOf } from "../requirement-state";
import type { MapBranch } from "./map-tree";

/** The twin of the map: the same in nested lists, readable without any script. */
export function MapList({ home, branches }: { home: string; branches: readonly MapBranch[] }) {
  const t = translator("map");
  return (
    <div className="flex flex-col gap-5">
      {branches.map((branch) => (
        <section key={branch.key}>
          <h3 className="font-semibold">
            {branch.href ? (
              <a href={branch.href} className="link">
                {branch.name}
              </a>
            ) : (
              branch.name
            )}{" "}
            <span className="font-normal text-muted">{t("parties", { count: branch.parties.length })}</span>
          </h3>
          <ul className="mt-1 border-t">
            {branch.parties.map((party) => (
              <li key={party.ref} className="border-b py-1.5 text-sm">
                <RefTag href={`${home}/interested-parties/${party.ref}`}>{party.ref}</RefTag>{" "}
                {party.adverse ? <StatusMark shape="adverse">{party.name}</StatusMark> : <span dir="auto">{party.name}</span>}{" "}
                <a href={`${home}/requirements?party=${party.ref}`} className="link text-muted">
                  {t("requirements", { count: party.requirementCount })}
                </a>
                {party.requirements.length > 0 && (
                  <ul className="ml-6 text-muted">
                    {party.requirements.map((requirement) => {
                      const { key } = stateOf(requirement);
                      return (
                        <li key={requirement.ref}>
                          <RefTag href={`${home}/requirements/${requirement.ref}`}>{requirement.ref}</RefTag>{" "}
                          <span dir="auto" className="text-ink">
                            {requirement.statement}
                          </span>{" "}
                          ({t(`state.${key}`)})
                        </li>
                      );
                    })}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
