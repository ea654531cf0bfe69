import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { RefTag } from "@/components/ui/ref-tag";
import { Words } from "@/components/words";
import * as actions from "@/features/audit-room/actions";
import { besideInWords, NoteView } from "@/features/audit-room/components/notes";
import { RoomTabs } from "@/features/audit-room/components/room-tabs";
import { ownNotes } from "@/features/audit-room/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("auditRoom.notes")("title") };

export default async function NotesPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "audit-note:write");
  const notes = await ownNotes(access);
  const t = translator("auditRoom.notes");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const noteActions = {
    add: actions.addNote.bind(null, slug),
    change: actions.changeNote.bind(null, slug),
    remove: actions.removeNote.bind(null, slug),
  };
  return (
    <Words namespaces={["auditRoom"]}>
      <PageHeader title={t("title")} lead={t("lead")} />
      <RoomTabs home={home} current="notes" notes />
      {notes.length === 0 ? (
        <p className="prose-width border-y py-6 text-muted">{t("empty")}</p>
      ) : (
        <ul className="max-w-4xl">
          {notes.map((note) => (
            <li key={note.id} className="border-t py-3">
              <p className="mb-1 text-sm">
                <RefTag href={home + pathBeside(note.record)}>{besideInWords(note.record)}</RefTag>
              </p>
              <NoteView note={note} about={besideInWords(note.record)} actions={noteActions} />
            </li>
          ))}
        </ul>
      )}
    </Words>
  );
}

function pathBeside(record: string): string {
  const point = /^point-([1-8])$/.exec(record)?.[1];
  if (point) return `/audit-room/points/${point}`;
  const sample = /^(SMP-\d+) /.exec(record)?.[1];
  return `/audit-room/${sample ? `samples/${sample}` : `threads/${encodeURIComponent(record)}`}`;
}
