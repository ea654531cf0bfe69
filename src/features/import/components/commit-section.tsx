import { REQUIREMENT_KINDS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import { translator } from "@/lib/translate";
import type { Preview } from "../queries";
import { ChoiceCheck, ChoiceSelect } from "./choices";
import { CommitForm, DiscardImport } from "./commit";
import { Section } from "./reading-sections";

interface CommitSectionProps {
  preview: Preview;
  batchId: string;
  fileName: string;
  listHref: string;
  commit: (input: unknown) => Promise<ActionResult<unknown>>;
  discard: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** What will happen, what the file leaves open for all of its records, one reason, one click. */
export function CommitSection({ preview, batchId, fileName, listHref, commit, discard }: CommitSectionProps) {
  const t = translator("import.commit");
  const { newParties, added, requirements, standing, withoutCategory, withoutKind, sources } = preview.yield;
  const nothing = newParties + added + requirements === 0;
  return (
    <Section id="commit" title={translator("import.sections")("commit")}>
      {nothing ? (
        <p className="mb-4 text-sm text-muted">{t("empty")}</p>
      ) : (
        <div className="flex max-w-3xl flex-col gap-4">
          <ul className="list-disc pl-5 text-sm">
            <li>{t("new", { parties: newParties, requirements })}</li>
            {added > 0 && <li>{t("added", { count: added })}</li>}
            {standing > 0 && <li>{t("standing", { count: standing })}</li>}
          </ul>
          {withoutCategory > 0 && (
            <ChoiceSelect
              className="max-w-md"
              path={["categoryForNone"]}
              label={t("categoryForNone", { count: withoutCategory })}
              value={preview.categoryForNone}
              options={["internal", "external"].map((value) => ({ value, label: translator("vocabulary.partyCategory")(value) }))}
            />
          )}
          {withoutKind > 0 && (
            <ChoiceSelect
              className="max-w-md"
              path={["kindForNone"]}
              label={t("kindForNone", { count: withoutKind })}
              value={preview.kindForNone}
              options={REQUIREMENT_KINDS.map((value) => ({ value, label: translator("vocabulary.requirementKind")(value) }))}
            />
          )}
          {sources > 0 && (
            <ChoiceCheck
              path={["createSources"]}
              label={t("createSources", { count: sources })}
              hint={t("createSourcesHint")}
              checked={preview.createSources}
            />
          )}
          <CommitForm
            batchId={batchId}
            action={commit}
            reason={t("reasonDefault", { file: fileName })}
            submit={t("submit", { parties: newParties + added, requirements })}
          />
        </div>
      )}
      <div className="mt-4">
        <DiscardImport batchId={batchId} action={discard} listHref={listHref} />
      </div>
    </Section>
  );
}
