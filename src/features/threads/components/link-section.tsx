import { weaknessesOf } from "@/domain/thread";
import type { LinkTargetType } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import { today } from "@/server/clock";
import type { OfferedTarget, ThreadRecord } from "../queries";
import { itemHref, reasonWords, weaknessWord } from "../words";
import { type LinkActions, LinkPanel } from "./link-panel";

interface LinkSectionProps {
  home: string;
  record: ThreadRecord;
  suggestions: readonly OfferedTarget[];
  actions: LinkActions | null;
  start?: LinkTargetType;
}

/** The part of the requirement's page where its thread is drawn. */
export function LinkSection({ home, record, suggestions, actions, start }: LinkSectionProps) {
  const t = translator("threads.link");
  return (
    <section id="links" className="scroll-mt-16">
      <h2 className="mb-2 font-serif text-xl font-semibold">{t("title")}</h2>
      <LinkPanel
        requirement={{ id: record.id, ref: record.ref, version: record.version, reasonNeeded: record.reasonNeeded }}
        links={record.links.map((link) => ({
          type: link.type,
          ref: link.ref,
          title: link.target?.title ?? "",
          href: link.target ? itemHref(home, link) : undefined,
          rationale: link.rationale,
          coverage: link.coverage,
          weak: weaknessesOf(link, today()).map((code) => weaknessWord(code, { facts: link.target })),
        }))}
        suggestions={suggestions.map(({ type, ref, title, rationale, reasons, warnings }) => {
          const words = reasons.map(reasonWords);
          return {
            type,
            ref,
            title,
            rationale: rationale || words.join("; "),
            reasons: words,
            warnings: warnings.map((code) => weaknessWord(code)),
          };
        })}
        actions={actions}
        start={start}
      />
    </section>
  );
}
