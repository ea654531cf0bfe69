import { translator } from "@/lib/translate";

export interface DiffSegment {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Word-level difference: underlined is new, struck is gone; a screen reader is told in words. Server-rendered. */
export function DiffText({ segments }: { segments: readonly DiffSegment[] }) {
  const t = translator("ui");
  return (
    <span className="whitespace-pre-wrap">
      {segments.map((segment, index) => {
        if (segment.kind === "same") return <span key={index}>{segment.text}</span>;
        const Mark = segment.kind === "added" ? "ins" : "del";
        return (
          <Mark key={index} className={segment.kind === "added" ? "bg-ok-tint text-ok" : "bg-danger-tint text-danger"}>
            <span className="sr-only">{t(segment.kind === "added" ? "diffAdded" : "diffRemoved")} </span>
            {segment.text}
          </Mark>
        );
      })}
    </span>
  );
}
