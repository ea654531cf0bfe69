import { z } from "zod";
import { OBLIGATION_KINDS } from "@/domain/vocabulary";
import { day, id, line, optionalId, prose, reason, requiredLine, version } from "@/lib/zod-fields";

const written = {
  title: requiredLine(),
  citation: line(),
  kind: z.enum(OBLIGATION_KINDS).default("statute"),
  jurisdiction: line(),
  applicable: z.boolean().default(true),
  applicability: prose(),
  authorityPartyId: optionalId(),
  effectiveFrom: day(),
  effectiveTo: day(),
  howComplied: prose(),
  ownerId: optionalId(),
  note: prose(),
};

export const obligationInput = z.strictObject(written);
export const obligationChange = z.strictObject({ id: id(), version: version(), reason: reason(), ...written });
/** Retiring needs the reason; bringing back and verifying may have one. */
export const obligationLifeInput = z.strictObject({ id: id(), version: version(), reason: reason() });
export const obligationSearchInput = z.strictObject({ q: line(200) });

export type ObligationInput = z.output<typeof obligationInput>;
export type ObligationChange = z.output<typeof obligationChange>;
export type ObligationLifeInput = z.output<typeof obligationLifeInput>;
