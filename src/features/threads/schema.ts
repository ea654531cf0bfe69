import { z } from "zod";
import { MOST_ROWS } from "@/domain/list-edits";
import { LINK_COVERAGES, LINK_TARGET_TYPES } from "@/domain/vocabulary";
import { id, line, reason, requiredLine, version } from "@/lib/zod-fields";

const guarded = { id: id(), version: version(), reason: reason() };
const coverage = () => z.enum(["", ...LINK_COVERAGES]).default("");

/** A target as it was typed or picked. `type` is the kind that was meant; null where any kind will do. */
const wanted = z.strictObject({
  type: z.enum(LINK_TARGET_TYPES).nullable().default(null),
  ref: requiredLine(100),
  rationale: line(1_000),
  coverage: coverage(),
});
const links = z.array(wanted).min(1).max(20);

/** A link that stands. */
const standing = { type: z.enum(LINK_TARGET_TYPES), ref: requiredLine(100) };

export const linkInput = z.strictObject({ ...guarded, links });
export const linkChangeInput = z.strictObject({ ...guarded, ...standing, rationale: line(1_000), coverage: coverage() });
export const unlinkInput = z.strictObject({ ...guarded, ...standing });
export const linkManyInput = z.strictObject({
  /** Each with the version the person saw. */
  rows: z
    .array(z.strictObject({ id: id(), version: version() }))
    .min(1)
    .max(MOST_ROWS),
  links,
  reason: reason(),
});
export const targetSearchInput = z.strictObject({ q: line(200), type: z.enum(LINK_TARGET_TYPES).nullable().default(null) });

export type WantedLink = z.output<typeof wanted>;
export type LinkInput = z.output<typeof linkInput>;
export type LinkChange = z.output<typeof linkChangeInput>;
export type UnlinkInput = z.output<typeof unlinkInput>;
export type LinkManyInput = z.output<typeof linkManyInput>;
