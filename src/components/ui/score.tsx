/** A score from 1 to 5 as dots and as a number. Scores are ordinal: no averages, no decimals. `label` is the whole sentence: "Power: 4 of 5". */
export function ScoreDots({ value, label }: { value: number | null; label: string }) {
  if (value === null) return <Unscored label={label} />;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <svg viewBox="0 0 46 10" aria-hidden="true" className="h-2.5 w-11.5" fill="none" stroke="currentColor">
        <path d={dots(1, value)} fill="currentColor" />
        <path d={dots(value + 1, 5)} className="text-line-strong" />
      </svg>
      <span aria-hidden>{value}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** The dots of the steps from `first` to `last` as one path: a page shows hundreds of them. */
function dots(first: number, last: number): string {
  let path = "";
  for (let step = first; step <= last; step++) path += `M${step * 9 - 7.25} 5a3.25 3.25 0 1 0 6.5 0a3.25 3.25 0 1 0 -6.5 0`;
  return path;
}

/** A stance from -2 to +2: arrows up for, down against, a bar for neither; the number stands beside it. */
export function SupportMark({ value, label }: { value: number | null; label: string }) {
  if (value === null) return <Unscored label={label} />;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        className="size-3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="miter"
      >
        <path d={SUPPORT_PATHS[Math.max(-2, Math.min(2, value))]} />
      </svg>
      <span aria-hidden>{value > 0 ? `+${value}` : String(value).replace("-", "−")}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

const SUPPORT_PATHS: Record<number, string> = {
  [-2]: "M2 2l4 4 4-4M2 6.5l4 4 4-4",
  [-1]: "M2 4l4 4 4-4",
  0: "M2 6h8",
  1: "M2 8l4-4 4 4",
  2: "M2 10l4-4 4 4M2 5.5l4-4 4 4",
};

function Unscored({ label }: { label: string }) {
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
