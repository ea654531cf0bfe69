import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordDeed } from "@/components/record-deed";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import { addDays } from "@/domain/dates";
import { eventsForNote } from "@/domain/horizon";
import { RecordHistory } from "@/features/history/components/record-history";
import { historyOf } from "@/features/history/queries";
import * as actions from "@/features/horizon/actions";
import { AssessForm } from "@/features/horizon/components/note-form";
import { NoteRecordView } from "@/features/horizon/components/note-record";
import { getNote } from "@/features/horizon/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { triggerRules } from "@/features/triggers/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

const USUAL_DAYS_OF_ACTION = 30;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).ref };
}

export default async function HorizonNotePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "horizon:read");
  const canWrite = access.can("horizon:write");
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const note = await getNote(access, ref);
    if (!note) return null;
    const assesses = canWrite && note.values.status === "open" && note.values.retiredAt === null;
    return {
      note,
      assessing: assesses ? { rules: await triggerRules(access), owners: await ownerOptions(access) } : null,
      history: access.can("history:read") ? await historyOf(access, "horizon-note", note.id) : null,
    };
  });
  if (!found) notFound();
  const { note, assessing, history } = found;
  const t = translator("horizon");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const record = { id: note.id, ref, version: note.version };
  const { status, retiredAt, source, title, ownerId } = note.values;
  const deed = (
    key: "reopen" | "retire" | "bringBack",
    action: (slug: string, input: unknown) => ReturnType<typeof actions.reopenNote>,
  ) => (
    <RecordDeed record={record} action={action.bind(null, slug)} reason="required" label={t(key)} title={t(`${key}Title`, { ref })}>
      {t(`${key}Text`)}
    </RecordDeed>
  );
  return (
    <Words namespaces={["horizon"]}>
      <PageHeader
        title={title}
        reference={ref}
        clause="Clause 4.1"
        breadcrumbs={[{ label: t("title"), href: `${home}/horizon` }, { label: ref }]}
        actions={
          canWrite && (
            <>
              {assessing && (
                <LinkButton href={`${home}/horizon/${ref}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
                  {t("edit")}
                </LinkButton>
              )}
              {!retiredAt && status !== "open" && deed("reopen", actions.reopenNote)}
              {retiredAt ? deed("bringBack", actions.bringBackNote) : deed("retire", actions.retireNote)}
            </>
          )
        }
      />
      <NoteRecordView home={home} note={note} today={today()} />
      {assessing && (
        <section aria-labelledby="assess" className="mt-10">
          <h2 id="assess" className="font-serif text-xl font-semibold">
            {t("assess.title")}
          </h2>
          <p className="mb-4 text-sm text-muted">{t("assess.lead")}</p>
          <AssessForm
            action={actions.assessNote.bind(null, slug)}
            record={record}
            title={title}
            events={eventsForNote(source, assessing.rules).map((rule) => ({ value: rule.key, label: rule.title }))}
            owners={assessing.owners.map(({ id, name }) => ({ value: id, label: name }))}
            ownerId={ownerId}
            actionDueAt={addDays(today(), USUAL_DAYS_OF_ACTION)}
          />
        </section>
      )}
      {history && <RecordHistory history={history} slug={slug} moreHref={`${home}/history?entity=horizon-note&ref=${ref}`} />}
    </Words>
  );
}
