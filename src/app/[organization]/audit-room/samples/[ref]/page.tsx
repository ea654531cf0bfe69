import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Words } from "@/components/words";
import * as actions from "@/features/audit-room/actions";
import { DrawFacts } from "@/features/audit-room/components/draw-facts";
import { PrintButton } from "@/features/audit-room/components/forms";
import { RoomTabs } from "@/features/audit-room/components/room-tabs";
import { noteKey, Worksheet } from "@/features/audit-room/components/worksheet";
import { evidenceRequests, getSample, ownNotes } from "@/features/audit-room/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("auditRoom.samples")("sample", { ref: (await params).ref }) };
}

export default async function SamplePage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "audit-room:read");
  const sample = await getSample(access, ref);
  if (!sample) notFound();
  const notes = await ownNotes(
    access,
    sample.drawn.items.map((item) => noteKey(ref, item)),
  );
  const requests = await evidenceRequests(access);
  const t = translator("auditRoom");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const here = `${home}/audit-room/samples`;
  return (
    <>
      <PageHeader
        title={t("samples.sample", { ref })}
        clause="Clause 4.2"
        breadcrumbs={[{ label: t("title"), href: `${home}/audit-room` }, { label: t("samples.title"), href: here }, { label: ref }]}
        actions={
          <>
            {access.can("list:export") &&
              (["csv", "pdf", "docx"] as const).map((format) => (
                <LinkButton key={format} href={`${here}/${ref}/export?format=${format}`} prefetch={false}>
                  {t(`samples.export${format.charAt(0).toUpperCase()}${format.slice(1)}`)}
                </LinkButton>
              ))}
            <Words namespaces={["auditRoom"]}>
              <PrintButton />
            </Words>
          </>
        }
      />
      <RoomTabs home={home} current="samples" notes={access.can("audit-note:write")} />
      <DrawFacts
        sample={sample}
        drawAgainHref={access.can("audit-sample:draw") ? `${here}?seed=${encodeURIComponent(sample.seed)}` : null}
      />
      <h2 className="font-serif text-xl font-semibold">{t("samples.worksheet")}</h2>
      <Worksheet
        home={home}
        sampleRef={ref}
        drawn={sample.drawn}
        today={today()}
        notes={notes}
        requests={requests}
        note={
          access.can("audit-note:write")
            ? {
                add: actions.addNote.bind(null, slug),
                change: actions.changeNote.bind(null, slug),
                remove: actions.removeNote.bind(null, slug),
              }
            : null
        }
        request={access.can("evidence:request") ? actions.requestEvidence.bind(null, slug) : null}
      />
    </>
  );
}
