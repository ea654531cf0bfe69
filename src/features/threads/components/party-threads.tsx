import Link from "next/link";
import { RefTag } from "@/components/ui/ref-tag";
import { translator } from "@/lib/translate";
import type { ThreadRecord } from "../queries";
import { ThreadView } from "./thread-view";

interface PartyThreadsProps {
  home: string;
  partyRef: string;
  threads: readonly ThreadRecord[];
  canClose: boolean;
}

const SHOWN = 20;

/** The threads of a party's requirements, each in short. */
export function PartyThreads({ home, partyRef, threads, canClose }: PartyThreadsProps) {
  const t = translator("threads.party");
  if (threads.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-2 font-serif text-xl font-semibold">
        {t("title")} <span className="ml-2 font-mono text-[0.8125rem] font-normal text-muted">4.2 c</span>
      </h2>
      <ul className="border-t">
        {threads.slice(0, SHOWN).map((record) => (
          <li key={record.id} className="break-inside-avoid border-b py-3">
            <p className="mb-2 text-[0.9375rem]">
              <RefTag href={`${home}/requirements/${record.ref}`}>{record.ref}</RefTag> {record.thread.statement}
            </p>
            <ThreadView home={home} record={record} canClose={canClose} short />
          </li>
        ))}
      </ul>
      {threads.length > SHOWN && (
        <p className="mt-2 text-sm">
          <Link href={`${home}/threads?party=${partyRef}`} className="link">
            {t("more", { shown: SHOWN })}
          </Link>
        </p>
      )}
    </section>
  );
}
