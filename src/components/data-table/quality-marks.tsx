import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";

/** Marks of rows, by ref: what kind of fault, and the sentence it stands for. */
export type RowMarks = ReadonlyMap<string, readonly { kind: "orphan" | "stale" | "vague" | "duplicate"; title: string }[]>;

const SHAPES: Record<"orphan" | "stale" | "vague" | "duplicate", MarkShape> = {
  orphan: "open",
  stale: "soon",
  vague: "partly",
  duplicate: "minor",
};

/** What is wrong with a record, below its name in a list: one mark a kind, in shape and words; nothing where nothing is. */
export function QualityMarks({ marks, reference }: { marks: RowMarks | undefined; reference: string }) {
  const own = marks?.get(reference);
  if (!own) return null;
  const word = translator("quality.kind");
  const kinds = [...new Set(own.map(({ kind }) => kind))];
  return (
    <span className="mt-0.5 flex flex-wrap gap-x-3 text-[0.8125rem]">
      {kinds.map((kind) => {
        const why = own.filter((mark) => mark.kind === kind).map(({ title }) => title);
        return (
          <span key={kind} title={why.join("; ")}>
            <StatusMark shape={SHAPES[kind]}>
              {word(kind)}
              <span className="sr-only">: {why.join("; ")}</span>
            </StatusMark>
          </span>
        );
      })}
    </span>
  );
}
