import { diffWordsWithSpace } from "diff";

export interface TextPart {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Beyond this many characters on either side a text is shown as replaced as a whole: finding the words would block the page. */
const LONGEST_COMPARED = 20_000;

/**
 * The difference of two texts word by word, in reading order; removed parts stand before what replaced them. Joining the same and removed parts gives
 * `before`, the same and added ones `after`. Stops looking for words after `millisecondsAllowed` and then shows the whole as replaced.
 */
export function textDiff(before: string, after: string, millisecondsAllowed = 200): TextPart[] {
  if (before === after) return before === "" ? [] : [{ kind: "same", text: before }];
  const short = before.length <= LONGEST_COMPARED && after.length <= LONGEST_COMPARED;
  const changes = short ? diffWordsWithSpace(before, after, { timeout: millisecondsAllowed }) : undefined;
  if (!changes) {
    const whole: TextPart[] = [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
    return whole.filter(({ text }) => text !== "");
  }
  return changes.map(({ added, removed, value }) => ({ kind: added ? "added" : removed ? "removed" : "same", text: value }));
}
