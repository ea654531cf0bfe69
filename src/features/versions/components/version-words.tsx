import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { VersionStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";

const SHAPES: Readonly<Record<VersionStatus, MarkShape>> = {
  draft: "open",
  in_review: "partly",
  approved: "decided",
  superseded: "retired",
};

/** The state of a version, as shape and word. */
export function VersionMark({ status }: { status: VersionStatus }) {
  return <StatusMark shape={SHAPES[status]}>{translator("vocabulary.versionStatus")(status)}</StatusMark>;
}

/** The beginning of a hash, enough to tell two apart; the whole stands in the title and on the version's page. */
export function ShortHash({ hash }: { hash: string }) {
  if (hash === "") return null;
  return (
    <span className="font-mono text-xs" title={hash}>
      {hash.slice(0, 12)}
    </span>
  );
}

/** "2026-03-12 09:41 UTC" */
export function instant(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
