import type { ReactNode } from "react";
import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";

interface ServedProps {
  /** "/nordwind" */
  home: string;
  objectives: readonly { ref: string; title: string; status: string }[];
  deed?: ReactNode;
}

/** Which objectives of the organisation (clause 6.2) a requirement serves. */
export function ServedObjectives({ home, objectives, deed }: ServedProps) {
  const t = translator("objectives.served");
  return (
    <section className="mt-8">
      <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
        <h2 className="font-serif text-xl font-semibold">
          {t("title")}
          <span className="ml-3 font-mono text-[0.8125rem] font-normal text-muted">6.2</span>
        </h2>
        {deed && <div className="no-print">{deed}</div>}
      </div>
      <ul className="border-t text-[0.9375rem]">
        {objectives.length === 0 && <li className="py-2 text-muted">{t("none")}</li>}
        {objectives.map(({ ref, title, status }) => (
          <li key={ref} className="border-b py-2">
            <RefTag href={`${home}/objectives/${ref}`} retired={status === "retired"}>
              {ref}
            </RefTag>{" "}
            <bdi>{title}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
