import type { Values } from "@/server/record";
import type { Session } from "../story";
import { BRAINSTORM, CLIMATE, CUSTOMER_SURVEY } from "./calendar";

/** Issues of clause 4.1 that Nordwind sees. */
export const ISSUES: readonly (Values & { key: string; added: Session })[] = [
  {
    key: "one-site",
    added: BRAINSTORM,
    title: "All production runs in one rented hall",
    category: "internal",
    description:
      "The hall in Billbrook is rented until the end of 2029. The second copy of the data lies with a cloud provider, but nothing can be served from there.",
    pestle: ["economic", "technological"],
    ownerId: "@olaf",
  },
  {
    key: "few-engineers",
    added: BRAINSTORM,
    title: "Nine platform engineers carry the on-call rota",
    category: "internal",
    description: "Two more leave in the next eighteen months. Knowledge of the storage layer sits with three people.",
    pestle: ["social"],
    ownerId: "@petra",
  },
  {
    key: "old-ticketing",
    added: BRAINSTORM,
    title: "Incident and change records live in a ticket system without vendor support",
    category: "internal",
    description: "Replacement is budgeted for next year.",
    pestle: ["technological"],
    ownerId: "@olaf",
  },
  {
    key: "extortion",
    added: BRAINSTORM,
    title: "Hosting companies are a target of extortion because one break-in reaches many clients",
    category: "external",
    pestle: ["technological", "economic"],
    ownerId: "@mira",
  },
  {
    key: "regulation",
    added: BRAINSTORM,
    title: "Regulation of hosting grows: NIS 2, DORA through the bank, C5 for health data",
    category: "external",
    description: "Three regimes ask for much the same with different deadlines and different recipients.",
    pestle: ["legal", "political"],
    ownerId: "@carla",
  },
  {
    key: "health-growth",
    added: CUSTOMER_SURVEY,
    title: "Hospitals move their imaging archives to hosting companies",
    category: "external",
    description: "The strongest growth we have, with the data of the highest protection need.",
    pestle: ["economic", "social"],
    ownerId: "@sven",
  },
  {
    key: "heat",
    added: CLIMATE,
    title: "Hotter summers bring the cooling of the hall to its limit",
    category: "external",
    description: "The chillers were designed for 36 °C outside. Each of the last four summers had days above that.",
    pestle: ["environmental", "technological"],
    climateRelated: true,
    ownerId: "@olaf",
  },
  {
    key: "flood",
    added: CLIMATE,
    title: "Storm surges and heavy rain in the low-lying east of Hamburg",
    category: "external",
    description: "The hall stands behind the dyke; the access road does not stay dry in heavy rain.",
    pestle: ["environmental"],
    climateRelated: true,
    ownerId: "@olaf",
  },
];
