import { z } from "zod";
import { id, line, optionalId, requiredProse, version } from "@/lib/zod-fields";

const target = { id: id(), version: version() };
/** An instant as the browser sends it, in UTC. */
const instant = () => z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const optionalInstant = () => z.union([z.literal("").transform(() => null), z.null(), instant()]).default(null);
const MOST_AT_ONCE = 100;

/** The clocks of an event: of the lines that are named, from the moment on which we knew. */
export const startedNotices = z.strictObject({
  lineIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
  triggerEventId: optionalId(),
  startedAt: instant(),
  title: line(200),
});
export const movedStart = z.strictObject({ ...target, startedAt: instant(), reason: requiredProse(1_000) });
export const noticeOwner = z.strictObject({ ...target, ownerId: optionalId() });
export const givenNotice = z.strictObject({
  ...target,
  /** Now unless told. */
  doneAt: optionalInstant(),
  how: line(1_000),
  theirReference: line(200),
  /** Why it was late. */
  reason: line(1_000),
});
export const notNeededNotice = z.strictObject({ ...target, reason: line(1_000) });

export const movedBack = z.strictObject({ ...target, reason: requiredProse(1_000) });

export type StartedNotices = z.output<typeof startedNotices>;
export type GivenNotice = z.output<typeof givenNotice>;
