import Link from "next/link";
import type { ReactNode } from "react";
import { Chip, StatusMark } from "@/components/ui/status-mark";
import { Tabs } from "@/components/ui/tabs";
import { translator } from "@/lib/translate";
import type { Preview, PreviewedParty, PreviewedRequirement, PreviewView } from "../queries";
import { ChoiceCheck, ChoiceRadio, ChoiceSelect, ChoiceText } from "./choices";
import { DoubtList } from "./doubt-list";
import { Section } from "./reading-sections";

interface PreviewSectionProps {
  preview: Preview;
  view: PreviewView;
  /** The page's own address. */
  path: string;
}

/** The parties with what they require, exactly as they would be created, each with the row it came from. */
export function PreviewSection({ preview, view, path }: PreviewSectionProps) {
  const t = translator("import.preview");
  const href = (changes: Partial<PreviewView>) => {
    const { page, doubtsOnly, party } = { ...view, page: 1, ...changes };
    const query = new URLSearchParams();
    if (doubtsOnly) query.set("show", "doubts");
    if (party) query.set("party", party);
    if (page > 1) query.set("page", String(page));
    return `${path}${query.size > 0 ? `?${query}` : ""}#preview`;
  };
  return (
    <Section
      id="preview"
      title={translator("import.sections")("preview")}
      intro={`${t("counts", { ...preview.counts })} ${t("doubts", { count: preview.doubtCount })}`}
    >
      {view.party ? (
        <p className="mb-3 text-sm">
          <Link className="link" href={href({ party: null })}>
            {t("back")}
          </Link>
        </p>
      ) : (
        <Tabs
          label={translator("import.sections")("preview")}
          items={[
            { href: href({ doubtsOnly: false }), label: t("all"), current: !view.doubtsOnly },
            { href: href({ doubtsOnly: true }), label: t("withDoubts"), current: view.doubtsOnly },
          ]}
        />
      )}
      {preview.parties.length === 0 && <p className="text-sm text-muted">{t("nothing")}</p>}
      <ol className="flex max-w-4xl flex-col">
        {preview.parties.map((party) => (
          <Party key={party.id} party={party} preview={preview} moreHref={view.party ? null : href({ party: party.id })} />
        ))}
      </ol>
      {preview.pages > 1 && (
        <nav aria-label={t("pages")} className="no-print mt-4 flex items-center gap-4 text-sm">
          {preview.page > 1 && (
            <Link className="link" href={href({ page: preview.page - 1 })}>
              {t("previous")}
            </Link>
          )}
          <span className="text-muted">{t("page", { page: preview.page, pages: preview.pages })}</span>
          {preview.page < preview.pages && (
            <Link className="link" href={href({ page: preview.page + 1 })}>
              {t("next")}
            </Link>
          )}
        </nav>
      )}
    </Section>
  );
}

function Party({ party, preview, moreHref }: { party: PreviewedParty; preview: Preview; moreHref: string | null }) {
  const t = translator("import.preview");
  const vocabulary = translator("vocabulary");
  const score = (name: "power" | "interest") => {
    const [said, number] = [party[name], party[`${name}Score`]];
    return said !== null && <Chip>{t(name, { score: said === number ? String(number) : `${said} → ${number}` })}</Chip>;
  };
  const others = preview.others.filter(({ id }) => id !== party.id);
  return (
    <li className="border-t border-line-strong py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className={party.skip ? "font-semibold text-muted line-through" : "font-semibold"}>
          {party.name} <span className="text-sm font-normal text-muted">{t("row", { row: party.row })}</span>
        </h3>
        <ChoiceCheck
          path={["parties", party.id, "skip"]}
          label={t("skip")}
          name={t("skipParty", { name: party.name })}
          checked={party.skip}
        />
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-2 text-sm">
        <Chip shape={party.category ? undefined : "open"}>
          {party.category ? vocabulary(`partyCategory.${party.category}`) : t("noCategory")}
        </Chip>
        {score("power")}
        {score("interest")}
        {party.adverse && <Chip shape="adverse">{t("adverse")}</Chip>}
        {party.template && (
          <span className="text-muted">{t("template", { key: party.template, certain: String(party.templateCertain) })}</span>
        )}
        {party.members.length > 0 && <span className="text-muted">{party.members.join(", ")}</span>}
      </div>
      <Said fields={party.fields} note={party.note} comments={party.comments} />
      <DoubtList doubts={party.doubts} />
      {party.existing && !party.skip && (
        <div className="mt-1 border-l-2 border-warn pl-3">
          <ChoiceRadio
            path={["existing", party.id]}
            label={t("existing", { name: party.existing.name, ref: party.existing.ref })}
            value={party.existingChoice}
            options={[
              { value: party.existing.ref, label: t("addTo", { ref: party.existing.ref }) },
              { value: "new", label: t("asNew") },
            ]}
          />
        </div>
      )}
      <div className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
        <ChoiceText
          path={["parties", party.id, "name"]}
          summary={t("edit")}
          label={t("name")}
          value={party.name}
          submit={translator("import.table")("apply")}
        />
        {others.length > 0 && (
          <details className="no-print text-sm">
            <summary className="inline-block text-muted underline decoration-line-strong underline-offset-3">{t("mergeInto")}</summary>
            <ChoiceSelect
              className="mt-1 max-w-md"
              path={["parties", party.id, "mergeInto"]}
              label={t("mergeInto")}
              labelHidden
              value=""
              options={[{ value: "", label: t("mergeNone") }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          </details>
        )}
      </div>
      <ol className="mt-2 border-l border-line">
        {party.requirements.map((requirement) => (
          <Requirement key={requirement.id} requirement={requirement} left={party.skip} />
        ))}
      </ol>
      {moreHref && party.requirementCount > party.requirements.length && (
        <p className="mt-1 pl-4 text-sm">
          <Link className="link" href={moreHref}>
            {t("moreRequirements", { count: party.requirementCount })}
          </Link>
        </p>
      )}
    </li>
  );
}

function Requirement({ requirement, left }: { requirement: PreviewedRequirement; left: boolean }) {
  const t = translator("import.preview");
  const vocabulary = translator("vocabulary");
  const out = left || requirement.skip || (requirement.standing !== null && !requirement.again);
  const facts: ReactNode[] = [
    requirement.retired && (
      <StatusMark key="retired" shape="retired">
        {t("retired")}
      </StatusMark>
    ),
    requirement.kind &&
      (requirement.kindIsHint
        ? t("kindGuess", { kind: vocabulary(`requirementKind.${requirement.kind}`) })
        : vocabulary(`requirementKind.${requirement.kind}`)),
    requirement.strength && vocabulary(`strength.${requirement.strength}`),
    requirement.binding && vocabulary(`binding.${requirement.binding}`),
    [requirement.sourceRef, requirement.sourceLocator].filter(Boolean).join(", "),
    requirement.cia.map((goal) => vocabulary(`cia.${goal}`)).join(", "),
    [...requirement.clauses, ...requirement.controls].join(", "),
    requirement.controlsLegacy.length > 0 && t("legacy", { text: requirement.controlsLegacy.join(", ") }),
    ...requirement.controlsAmbiguous.map(({ text }) => t("ambiguous", { text })),
    requirement.howAddressed,
    requirement.owner,
    requirement.lastReviewed,
  ].filter(Boolean);
  return (
    <li className="py-2 pl-4">
      <div className="flex items-baseline justify-between gap-4">
        <p className={out ? "min-w-0 whitespace-pre-line text-muted line-through" : "min-w-0 whitespace-pre-line"}>
          {requirement.statement} <span className="text-sm text-muted no-underline">{t("row", { row: requirement.row })}</span>
        </p>
        <ChoiceCheck
          path={["requirements", requirement.id, "skip"]}
          label={t("skip")}
          name={t("skipRequirement", { statement: requirement.statement.slice(0, 80) })}
          checked={requirement.skip}
        />
      </div>
      {facts.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 text-sm text-muted">
          {facts.map((fact, index) => (
            <li key={index}>{fact}</li>
          ))}
        </ul>
      )}
      {requirement.relevanceHint && <p className="text-sm text-muted">{t(`hint.${requirement.relevanceHint}`)}</p>}
      <Said fields={requirement.fields} note={requirement.note} comments={requirement.comments} />
      {requirement.standing && (
        <div className="flex flex-wrap gap-x-4 border-l-2 border-warn pl-3 text-sm">
          <span>{t("standing", { ref: requirement.standing })}</span>
          <ChoiceCheck path={["again", requirement.id]} label={t("again")} checked={requirement.again} />
        </div>
      )}
      <DoubtList doubts={requirement.doubts} />
      <ChoiceText
        path={["requirements", requirement.id, "statement"]}
        summary={t("edit")}
        label={t("statement")}
        value={requirement.statement}
        submit={translator("import.table")("apply")}
        multiline
      />
    </li>
  );
}

/** Further fields a column brought, what goes to the note, and comments of cells. */
function Said({
  fields,
  note,
  comments,
}: {
  fields: Record<string, unknown>;
  note: string;
  comments: readonly { author: string; text: string }[];
}) {
  const t = translator("import.preview");
  const names = translator("import.fields");
  const more = Object.entries(fields);
  if (more.length === 0 && note === "" && comments.length === 0) return null;
  return (
    <dl className="mt-1 text-sm">
      {more.map(([name, value]) => (
        <Line key={name} label={names.has(name) ? names(name) : name}>
          {Array.isArray(value) ? value.join(", ") : String(value)}
        </Line>
      ))}
      {note && <Line label={t("note")}>{note}</Line>}
      {comments.map(({ author, text }, index) => (
        <Line key={index} label={author ? `${t("commentBy")} (${author})` : t("commentBy")}>
          {text}
        </Line>
      ))}
    </dl>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="shrink-0 text-muted">{label}:</dt>
      <dd className="min-w-0 whitespace-pre-line">{children}</dd>
    </div>
  );
}
