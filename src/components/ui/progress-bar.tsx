interface ProgressBarProps {
  label: string;
  /** From 0 to `max`; null while the extent is not known. */
  value: number | null;
  max?: number;
  /** "4,200 of 10,000 rows": says more than a percentage. */
  text?: string;
}

/** Work that takes a while; the page can be left meanwhile. */
export function ProgressBar({ label, value, max = 100, text }: ProgressBarProps) {
  return (
    <div className="text-sm">
      <div className="mb-1 flex justify-between gap-4">
        <span className="font-medium">{label}</span>
        {text && <span className="text-muted">{text}</span>}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value ?? undefined}
        aria-valuetext={text}
        className="h-2 overflow-hidden rounded-sm border border-line-strong bg-surface"
      >
        <div
          className={value === null ? "skeleton h-full w-1/3 bg-ink" : "h-full bg-ink transition-[width]"}
          style={value === null ? undefined : { width: `${Math.max(0, Math.min(100, (value / max) * 100))}%` }}
        />
      </div>
    </div>
  );
}
