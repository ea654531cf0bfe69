import { z } from "zod";
import type { ContentRecord } from "@/domain/register-content";
import { managementSystemsInUse } from "@/features/requirements/queries";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { Invalid } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import type { PaperChoice } from "./kind";
import { linksOf, listOf, type Reading, recordsOf, textOf } from "./reading";

/** What can be chosen for a document of the register: of which version it is, and whether it is narrowed to a part of the scope or another standard. */
export const registerOptions = z.strictObject({
  /** Number of an approved version; empty: the register as it stands. */
  version: z.string().max(20).default(""),
  /** Ref of a scope unit. */
  unit: z.string().max(20).default(""),
  /** Name of another management system. */
  system: z.string().max(200).default(""),
});
type RegisterOptions = z.output<typeof registerOptions>;

/** Choices for `version`, newest first. */
export async function versionChoice(access: Access): Promise<PaperChoice[]> {
  const versions = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ number: string; approvedOn: string | null }[]>`
      SELECT v.number, v.approved_on::text AS "approvedOn" FROM register_version v
       WHERE v.organization_id = ${access.organization.id}::uuid AND v.status IN ('approved', 'superseded')
         AND EXISTS (SELECT 1 FROM register_version_content c WHERE c.organization_id = v.organization_id AND c.version_id = v.id)
       ORDER BY v.major DESC, v.minor DESC`,
  );
  const t = translator("paperContent.choice");
  if (versions.length === 0) return [];
  return [
    {
      key: "version",
      label: t("version"),
      hint: t("versionHint"),
      values: [
        { value: "", label: t("draft") },
        ...versions.map(({ number, approvedOn }) => ({ value: number, label: t("versionOf", { number, day: approvedOn ?? "" }) })),
      ],
    },
  ];
}

/** Choices for all of `registerOptions`; what there is nothing to choose from for is left out. */
export async function registerChoices(access: Access): Promise<PaperChoice[]> {
  const t = translator("paperContent.choice");
  const units = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ ref: string; title: string }[]>`
      SELECT ref, title FROM scope_unit WHERE organization_id = ${access.organization.id}::uuid AND status <> 'retired' ORDER BY length(ref), ref LIMIT 500`,
  );
  const systems = await managementSystemsInUse(access);
  const every = { value: "", label: t("all") };
  return [
    ...(await versionChoice(access)),
    ...(units.length > 0
      ? [
          {
            key: "unit",
            label: t("unit"),
            hint: t("unitHint"),
            values: [every, ...units.map(({ ref, title }) => ({ value: ref, label: `${ref} ${title}` }))],
          },
        ]
      : []),
    ...(systems.length > 0
      ? [{ key: "system", label: t("system"), values: [every, ...systems.map((name) => ({ value: name, label: name }))] }]
      : []),
  ];
}

/** The parties and requirements that a document shows, and how many there are without narrowing. */
export interface Narrowed {
  /** All that are not retired; where it is narrowed, those with a requirement that is shown. */
  parties: ContentRecord[];
  requirements: ContentRecord[];
  /** Requirements of a party by its id, in the order of their refs. */
  ofParty: ReadonlyMap<string, ContentRecord[]>;
  partiesTotal: number;
  requirementsTotal: number;
  filterText: string;
}

const NONE: readonly ContentRecord[] = [];

/** Narrows the register. Throws Invalid for a scope unit that the register does not have. */
export function narrowed(reading: Reading, { unit, system }: Pick<RegisterOptions, "unit" | "system">): Narrowed {
  const t = translator("paperContent");
  const every = recordsOf(reading, "requirement");
  const parties = recordsOf(reading, "interested-party");
  const place = (reading.content.records["scope-unit"] ?? NONE).find((record) => record.ref === unit);
  if (unit !== "" && !place) throw new Invalid({ unit: t("noUnit", { ref: unit }) });
  const requirements = every.filter((requirement) => {
    const units = unit === "" ? [] : linksOf(requirement).filter(({ targetType }) => targetType === "scope");
    if (units.length > 0 && !units.some(({ targetRef }) => targetRef === unit)) return false;
    return system === "" || listOf(requirement, "managementSystems").includes(system);
  });
  const ofParty = new Map<string, ContentRecord[]>();
  for (const requirement of requirements) {
    const id = textOf(requirement, "partyId");
    const found = ofParty.get(id);
    if (found) found.push(requirement);
    else ofParty.set(id, [requirement]);
  }
  const narrow = unit !== "" || system !== "";
  return {
    parties: narrow ? parties.filter(({ id }) => ofParty.has(id)) : parties,
    requirements,
    ofParty,
    partiesTotal: parties.length,
    requirementsTotal: every.length,
    filterText: [
      unit === "" ? "" : t("filter.unit", { unit: `${unit} ${textOf(place, "title")}` }),
      system === "" ? "" : t("filter.system", { system }),
    ]
      .filter(Boolean)
      .join("; "),
  };
}
