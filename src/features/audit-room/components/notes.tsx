import { Words } from "@/components/words";
import { translator } from "@/lib/translate";
import type { OwnNote } from "../queries";
import { NoteForm, RemoveNote } from "./forms";
import type { NoteActions } from "./worksheet";

interface NotesProps {
  /** What the notes stand beside: a ref, or "point-3". */
  record: string;
  /** How it is called. */
  about: string;
  notes: readonly OwnNote[];
  actions: NoteActions;
}

/** The reader's own notes beside one record, and room for another. Not printed unless the browser prints what is folded out. */
export function Notes({ record, about, notes, actions }: NotesProps) {
  return (
    <Words namespaces={["auditRoom"]}>
      <div className="flex flex-col gap-2">
        {notes.map((note) => (
          <NoteView key={note.id} note={note} about={about} actions={actions} />
        ))}
        <NoteForm record={record} about={about} action={actions.add} />
      </div>
    </Words>
  );
}

/** One note with what its author may do with it. Below {@link Words} of "auditRoom". */
export function NoteView({ note, about, actions }: { note: OwnNote; about: string; actions: NoteActions }) {
  return (
    <div className="border-l-2 border-line-strong py-0.5 pl-3 text-sm">
      <p className="prose-width whitespace-pre-line [overflow-wrap:anywhere]">{note.text}</p>
      <div className="flex flex-wrap items-start gap-x-4 text-muted">
        <time dateTime={note.changedAt} className="leading-7">
          {note.changedAt.slice(0, 16).replace("T", " ")} UTC
        </time>
        <NoteForm record={note.record} about={about} note={note} action={actions.change} />
        <RemoveNote id={note.id} action={actions.remove} />
      </div>
    </div>
  );
}

/** What a note stands beside, in words. */
export function besideInWords(record: string): string {
  const t = translator("auditRoom.notes");
  const point = /^point-(\d)$/.exec(record);
  return point ? t("point", { point: point[1]! }) : record;
}
