import Link from "next/link";
import type { ReactNode } from "react";
import { Words } from "@/components/words";
import { type DrawnItem, type DrawnSample, SLOTS } from "@/domain/audit-sample";
import { parseReference } from "@/domain/references";
import { parseRef } from "@/domain/refs";
import type { ActionResult } from "@/lib/action-result";
import { translator } from "@/lib/translate";
import type { EvidenceRequestRow, OwnNote } from "../queries";
import { NoteForm, RequestForm } from "./forms";
import { NoteView } from "./notes";

type Action = (input: unknown) => Promise<ActionResult<unknown>>;

export interface NoteActions {
  add: Action;
  change: Action;
  remove: Action;
}

interface WorksheetProps {
  home: string;
  sampleRef: string;
  drawn: DrawnSample;
  today: string;
  notes: readonly OwnNote[];
  /** Requests that are about records of the sample. */
  requests: readonly EvidenceRequestRow[];
  /** Null for those who may not. */
  note: NoteActions | null;
  request: Action | null;
}

/** What a note on an item of a sample stands beside. */
export const noteKey = (sampleRef: string, item: Pick<DrawnItem, "ref">) => `${sampleRef} ${item.ref}`;

/** The sample as a sheet to work down: each record opens its thread, with room for a note and for asking to see evidence. */
export function Worksheet({ home, sampleRef, drawn, ...rest }: WorksheetProps) {
  const t = translator("auditRoom");
  return (
    <Words namespaces={["auditRoom"]}>
      {SLOTS.map((slot) => {
        const items = drawn.items.filter((item) => item.slot === slot);
        return (
          <section key={slot} aria-labelledby={`slot-${slot}`} className="mt-6 break-inside-avoid">
            <h3
              id={`slot-${slot}`}
              className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line-strong pb-1 font-semibold"
            >
              {t(`slot.${slot}`)}
              <span className="text-sm font-normal text-muted tabular-nums">
                {t("samples.of", { drawn: items.length, size: drawn.population[slot].size })}
              </span>
            </h3>
            {items.length === 0 ? (
              <p className="border-b py-2 text-muted">{t("samples.nothingDrawn")}</p>
            ) : (
              <ul>
                {items.map((item) => (
                  <Item key={item.ref} home={home} sampleRef={sampleRef} item={item} {...rest} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </Words>
  );
}

type ItemProps = Omit<WorksheetProps, "drawn"> & { item: DrawnItem };

function Item({ home, sampleRef, item, today, notes, requests, note, request }: ItemProps) {
  const key = noteKey(sampleRef, item);
  const own = notes.filter(({ record }) => record === key);
  const asked = item.record === null ? [] : requests.filter(({ records }) => records.some(({ ref }) => ref === item.record));
  const about = item.slot === "impliedParty" || item.record === null ? item.title : item.record;
  return (
    <li className="grid gap-x-8 gap-y-2 border-b py-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
      <div className="min-w-0">
        <p className="[overflow-wrap:anywhere]">
          {item.slot !== "impliedParty" && <span className="mr-2 font-mono text-[0.8125rem] whitespace-nowrap">{item.ref}</span>}
          {item.title}
        </p>
        <p className="no-print mt-1 flex flex-wrap gap-x-5 text-sm">{linksOf(home, item)}</p>
        {asked.map((one) => (
          <p key={one.id} className="mt-1 text-sm text-muted">
            <Link className="link" href={`${home}/audit-room/requests`}>
              {one.ref}
            </Link>{" "}
            {translator("auditRoom.requests")(`state.${one.status}`)}: {one.text}
          </p>
        ))}
        {/* Lines to write on, on paper only. */}
        <div aria-hidden className="mt-3 hidden h-14 border-b border-dashed print:block" />
      </div>
      {(note || request) && (
        <div className="flex min-w-0 flex-col gap-2">
          {note && own.map((one) => <NoteView key={one.id} note={one} about={about} actions={note} />)}
          <div className="flex flex-wrap items-start gap-x-6">
            {note && <NoteForm record={key} about={about} action={note.add} />}
            {request && item.record && <RequestForm record={item.record} today={today} action={request} />}
          </div>
        </div>
      )}
    </li>
  );
}

function linksOf(home: string, { slot, ref, record }: DrawnItem): ReactNode {
  const t = translator("auditRoom.samples");
  const link = (path: string, words: string, name: string) => (
    <Link key={path} className="link" href={home + path} prefetch={false} aria-label={`${words}: ${name}`}>
      {words}
    </Link>
  );
  const links: ReactNode[] = [];
  if (record !== null) {
    if (hasThread(record)) links.push(link(`/audit-room/threads/${encodeURIComponent(record)}`, t("open"), record));
    const path = pageOf(record);
    if (path) links.push(link(path, t("openRecord"), record));
  }
  if (slot === "newestChange") links.push(link(`/history?before=${Number(ref.slice(1)) + 1}`, t("openHistory"), ref));
  return links;
}

const hasThread = (ref: string) => ["REQ", "OC"].includes(parseRef(ref)?.prefix ?? "") || parseReference(ref).kind === "control";

const PAGES: Readonly<Record<string, string>> = {
  IP: "interested-parties",
  REQ: "requirements",
  SRC: "sources",
  OBL: "obligations",
  ISS: "context",
  OC: "controls",
};

function pageOf(ref: string): string | null {
  const room = parseReference(ref).kind === "control" ? "controls" : PAGES[parseRef(ref)?.prefix ?? ""];
  return room ? `/${room}/${encodeURIComponent(ref)}` : null;
}
