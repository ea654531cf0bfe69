import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

/** Meaning is in the shape and the word first; colour only repeats it. */
export type MarkShape =
  | "open"
  | "decided"
  | "partly"
  | "not-met"
  | "overdue"
  | "soon"
  | "retired"
  | "adverse"
  | "major"
  | "minor"
  | "opportunity"
  | "neutral";

const TONES: Record<MarkShape, string> = {
  open: "text-muted",
  decided: "text-ok",
  partly: "text-warn",
  "not-met": "text-danger",
  overdue: "text-danger",
  soon: "text-warn",
  retired: "text-muted",
  adverse: "text-danger",
  major: "text-danger",
  minor: "text-warn",
  opportunity: "text-info",
  neutral: "text-muted",
};

export function Shape({ shape, className }: { shape: MarkShape; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={classNames("inline-block size-3 shrink-0", TONES[shape], className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      {drawing(shape)}
    </svg>
  );
}

function drawing(shape: MarkShape): ReactNode {
  switch (shape) {
    case "open":
      return <circle cx="6" cy="6" r="4.25" />;
    case "decided":
      return <circle cx="6" cy="6" r="4.25" fill="currentColor" />;
    case "partly":
      return (
        <>
          <circle cx="6" cy="6" r="4.25" />
          <path d="M6 1.75a4.25 4.25 0 0 0 0 8.5z" fill="currentColor" stroke="none" />
        </>
      );
    case "not-met":
      return <path d="M2.5 2.5l7 7M9.5 2.5l-7 7" />;
    case "overdue":
      return <path d="M2.5 11V1.5h7L7.5 4l2 2.5h-7" fill="currentColor" />;
    case "soon":
      return <path d="M2.5 11V1.5h7L7.5 4l2 2.5h-7" />;
    case "retired":
      return (
        <>
          <circle cx="6" cy="6" r="4.25" />
          <path d="M1 11L11 1" />
        </>
      );
    case "adverse":
      return <path d="M6 .8L7.6 4.4 11.2 6 7.6 7.6 6 11.2 4.4 7.6.8 6l3.6-1.6z" fill="currentColor" stroke="none" />;
    case "major":
      return <path d="M6 1.2L11.2 10.6H.8z" fill="currentColor" />;
    case "minor":
      return <path d="M6 1.8L10.9 10.4H1.1z" />;
    case "opportunity":
      return <path d="M6 1l5 5-5 5-5-5z" />;
    case "neutral":
      return <path d="M2 6h8" />;
  }
}

export interface StatusMarkProps {
  shape: MarkShape;
  /** The word; never leave it out. */
  children: ReactNode;
  className?: string;
}

// One element for each shape: a list of fifty rows names it hundreds of times, and what is the same object travels once.
const BESIDE_A_WORD = new Map<MarkShape, ReactNode>();

function besideAWord(shape: MarkShape): ReactNode {
  let drawn = BESIDE_A_WORD.get(shape);
  if (drawn === undefined) {
    drawn = <Shape shape={shape} className="translate-y-px" />;
    BESIDE_A_WORD.set(shape, drawn);
  }
  return drawn;
}

/** A shape and its word, for table cells and rows. */
export function StatusMark({ shape, children, className }: StatusMarkProps) {
  return (
    <span className={className ? classNames("status-mark", className) : "status-mark"}>
      {besideAWord(shape)}
      {shape === "retired" ? <span className="text-muted line-through">{children}</span> : <span>{children}</span>}
    </span>
  );
}

/** The same in a frame: for headers, chains and lists of tags. Without a shape it is a plain tag. An adverse chip has angular corners. */
export function Chip({ shape, children, className }: { shape?: MarkShape; children: ReactNode; className?: string }) {
  return (
    <span
      className={classNames(
        "inline-flex max-w-full items-center gap-1.5 rounded-md border border-line-strong px-2 py-px text-[0.8125rem] leading-5",
        shape === "adverse" && "rounded-none border-danger",
        shape === "open" && "border-dashed",
        className,
      )}
    >
      {shape && <Shape shape={shape} />}
      <span className={classNames("min-w-0 truncate", shape === "retired" && "text-muted line-through")}>{children}</span>
    </span>
  );
}
