/** A copy that is being made for longer than this is not: the process that made it is gone. */
export const LONGEST_MAKING = 6 * 60_000;
