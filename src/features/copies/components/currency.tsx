import { StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { Currency as Said } from "../queries";

const SHAPES = { current: "decided", superseded: "not-met", unknown: "open" } as const;

/** CURRENT or SUPERSEDED, as the public page says it. */
export function Currency({ currency }: { currency: Said }) {
  const word = translator("copies.currency")(currency);
  return <StatusMark shape={SHAPES[currency]}>{word}</StatusMark>;
}
