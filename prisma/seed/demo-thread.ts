import { createBudgetLine } from "@/features/budget/mutations";
import { newBudgetLine } from "@/features/budget/schema";
import { createDocument } from "@/features/documents/mutations";
import { newDocument } from "@/features/documents/schema";
import { acceptRisk, createRisk, nameRiskScale } from "@/features/risks/mutations";
import { riskRules } from "@/features/risks/queries";
import { newRisk, riskScaleChange } from "@/features/risks/schema";
import { createScopeUnit } from "@/features/scope-units/mutations";
import { newScopeUnit } from "@/features/scope-units/schema";
import { linkTargets } from "@/features/threads/mutations";
import { linkInput } from "@/features/threads/schema";
import { type Access, systemAccess } from "@/server/access";
import { setClock } from "@/server/clock";
import { change } from "@/server/record";
import { tellEvidence } from "./demo-evidence";
import { tellStatement } from "./demo-statement";
import type { Story } from "./story";

/** The day after the register's year ends, as the stories were written; Mira and Olaf sit down and draw the thread. */
const BEGINS = "2026-11-17T07:30";

/** The golden thread of Nordwind, told after its register through the mutations that people use. Each part is a function of its own. */
export async function tellThread(story: Story): Promise<void> {
  const desk = new Desk(story);
  await tellScope(desk);
  await tellDocuments(desk);
  await tellRisks(desk);
  await tellBudget(desk);
  await tellLinks(desk);
  await tellStatement(desk);
  await tellEvidence(desk);
}

/** Who sits at the keyboard and what time it is; records are found by the keys of the story and by those given here. */
export class Desk {
  readonly #refs = new Map<string, string>();
  #now: Date;

  constructor(readonly story: Story) {
    this.#now = new Date(`${story.day(BEGINS.slice(0, 10))}${BEGINS.slice(10)}:00.000Z`);
  }

  /** The next person writes, some minutes later. */
  as(name: string, minutes = 3): Access {
    this.#now = new Date(this.#now.getTime() + minutes * 60_000 + ((minutes * 17) % 60) * 1_000);
    setClock(this.#now);
    const person = this.person(name);
    return systemAccess(this.story.organization, person.name, person);
  }

  person(name: string) {
    const person = this.story.people[name];
    if (!person) throw new Error(`nobody is called ${name}`);
    return person;
  }

  /** A day of this file as it is told today. */
  day(written: string): string {
    return this.story.day(written);
  }

  id(key: string): string {
    return this.story.record(key).stored.id;
  }

  keep(key: string, ref: string): void {
    this.#refs.set(key, ref);
  }

  /** The ref of what was kept under a key; what is no key is a ref already ("A.8.13"). */
  ref(key: string): string {
    return this.#refs.get(key) ?? key;
  }
}

async function tellScope(desk: Desk): Promise<void> {
  const units = [
    ["hall", "Data hall Billbrook", "site", "olaf", "The rented hall with its power and cooling, up to the fence."],
    ["operations", "Operations centre", "organisation_unit", "olaf", "The on-call rota, the desk and its tools."],
    ["hosting", "Managed hosting", "service", "sven", "Virtual machines and storage for clients, with their administration."],
    ["backup", "Managed backup", "service", "olaf", "Backups of clients’ data in the hall and with the cloud provider."],
  ] as const;
  for (const [key, title, kind, owner, description] of units) {
    const unit = newScopeUnit.parse({ title, kind, description, ownerId: desk.person(owner).id });
    desk.keep(key, (await createScopeUnit(desk.as("mira"), unit)).ref);
  }
}

async function tellDocuments(desk: Desk): Promise<void> {
  const documents = [
    {
      key: "policy",
      title: "Information security policy",
      type: "policy",
      edition: "4",
      approvedOn: "2026-01-12",
      reviewDueAt: "2027-01-12",
      quotedRegisterVersion: "1.0",
      location: "https://wiki.nordwind.example/isms/policy",
      audience: "All staff; in short on the website",
      ownerId: "mira",
    },
    {
      key: "access",
      title: "Policy on access to systems and data",
      type: "policy",
      edition: "2",
      approvedOn: "2026-02-03",
      reviewDueAt: "2027-02-03",
      location: "https://wiki.nordwind.example/isms/access",
      audience: "All staff",
      ownerId: "olaf",
    },
    {
      key: "incidents",
      title: "Procedure for incidents and their notification",
      type: "procedure",
      edition: "3.1",
      approvedOn: "2026-06-18",
      reviewDueAt: "2026-12-10",
      quotedRegisterVersion: "1.0",
      location: "https://wiki.nordwind.example/isms/incidents",
      audience: "Operations centre, Legal, Board",
      ownerId: "olaf",
    },
    {
      key: "incidents-old",
      title: "Procedure for incidents",
      type: "procedure",
      edition: "2",
      approvedOn: "2024-05-06",
      reviewDueAt: "2025-05-06",
      current: false,
      location: "S:\\isms\\archive\\incidents-2.pdf",
      ownerId: "olaf",
      note: "Replaced by edition 3 after NIS 2; kept because the contract of the bank quotes it.",
    },
    {
      key: "restore",
      title: "Procedure for backup and restore",
      type: "procedure",
      edition: "5",
      approvedOn: "2026-03-30",
      reviewDueAt: "2027-03-30",
      location: "https://wiki.nordwind.example/ops/restore",
      audience: "Operations centre",
      ownerId: "olaf",
    },
    {
      key: "suppliers",
      title: "Procedure for suppliers and subprocessors",
      type: "procedure",
      edition: "1.2",
      approvedOn: "2025-09-15",
      reviewDueAt: "2026-09-15",
      location: "https://wiki.nordwind.example/isms/suppliers",
      audience: "Purchasing, Legal",
      ownerId: "carla",
    },
    {
      key: "diesel",
      title: "Work instruction for diesel and mains failure",
      type: "work_instruction",
      edition: "7",
      approvedOn: "2026-08-24",
      reviewDueAt: "2027-08-24",
      location: "Binder at the transfer switch, hall Billbrook",
      audience: "On-call rota",
      ownerId: "olaf",
    },
    {
      key: "continuity",
      title: "Continuity plan for hosting and backup",
      type: "plan",
      edition: "2",
      approvedOn: "2026-04-21",
      reviewDueAt: "2027-04-21",
      location: "https://wiki.nordwind.example/isms/continuity",
      audience: "Board, Operations centre; clinics on request",
      ownerId: "olaf",
    },
    {
      key: "deletion",
      title: "Concept for deletion and return of data",
      type: "other",
      edition: "1 (draft)",
      quotedRegisterVersion: "",
      location: "mailto:carla@nordwind.example",
      ownerId: "carla",
      note: "Waits for approval by the Board.",
    },
  ];
  for (const { key, approvedOn, reviewDueAt, ownerId, ...facts } of documents) {
    const days = { approvedOn: approvedOn ? desk.day(approvedOn) : null, reviewDueAt: reviewDueAt ? desk.day(reviewDueAt) : null };
    const input = newDocument.parse({ ...facts, ...days, ownerId: desk.person(ownerId).id });
    desk.keep(`document:${key}`, (await createDocument(desk.as("mira"), input)).ref);
  }
}

const RISKS: readonly (Record<string, unknown> & { key: string; ownerId: string; by?: string })[] = [
  {
    key: "ransomware",
    title: "Servers of many clients are encrypted at once and the keys are offered for sale",
    description: "One break-in through a shared administration path reaches every client. The backups hang on the same accounts.",
    adversePartyId: "ransomware",
    requirementId: "ransomware-aim",
    likelihood: 3,
    impact: 5,
    treatment: "modify",
    treatmentNote: "Separate accounts for backups, offline copy every day, two factors on every administration path.",
    residualLikelihood: 2,
    residualImpact: 4,
    ownerId: "olaf",
    by: "olaf",
  },
  {
    key: "engineers",
    title: "A competitor wins over engineers who know the platform, and price lists with them",
    description: "Knowledge of the storage layer sits with three people.",
    adversePartyId: "competitor",
    requirementId: "competitor-aim",
    likelihood: 3,
    impact: 3,
    treatment: "retain",
    treatmentNote: "More pay than the market is not possible this year; a second person learns the storage layer until summer.",
    ownerId: "petra",
    accept: "jonas",
  },
  {
    key: "hall",
    title: "The hall in Billbrook is without power for longer than the diesel lasts",
    description: "The lease limits the tank to 24 hours. Nothing can be served from the second copy of the data.",
    likelihood: 2,
    impact: 5,
    treatment: "share",
    treatmentNote: "Refill contract with two suppliers; interruption is insured.",
    residualLikelihood: 2,
    residualImpact: 4,
    ownerId: "olaf",
  },
  {
    key: "restore",
    title: "A restore takes longer than the four hours that clinics count on",
    likelihood: 3,
    impact: 4,
    treatment: "modify",
    treatmentNote: "A restore of a whole imaging archive is exercised every quarter.",
    residualLikelihood: 2,
    residualImpact: 4,
    ownerId: "olaf",
  },
  {
    key: "curiosity",
    title: "An administrator reads images or records of patients without need",
    likelihood: 2,
    impact: 4,
    treatment: "modify",
    treatmentNote: "Access is opened per ticket and logged; samples of the log are read every month.",
    residualLikelihood: 1,
    residualImpact: 4,
    ownerId: "carla",
    by: "carla",
  },
  {
    key: "notice",
    title: "An incident is reported to authority or client after the deadline",
    description: "Three regimes with deadlines of 24 and 72 hours and different recipients.",
    likelihood: 3,
    impact: 3,
    treatment: "modify",
    treatmentNote: "One table of recipients and deadlines in the procedure; exercised twice a year.",
    residualLikelihood: 2,
    residualImpact: 3,
    ownerId: "carla",
    by: "carla",
  },
  {
    key: "ticketing",
    title: "The ticket system without vendor support is broken into",
    description: "It holds incident and change records of all clients.",
    likelihood: 4,
    impact: 3,
    treatment: "avoid",
    treatmentNote: "Replaced next year; until then reachable from the operations centre only.",
    ownerId: "olaf",
    assessedAt: "2025-12-11",
    reviewDueAt: "2026-10-31",
  },
  {
    key: "attestation",
    kind: "opportunity",
    title: "The attestation for cloud services opens tenders of public hospitals",
    description: "Three tenders of the coming year ask for it.",
    likelihood: 3,
    impact: 4,
    treatment: "modify",
    treatmentNote: "Preparation runs beside the surveillance audit.",
    residualLikelihood: 4,
    residualImpact: 4,
    ownerId: "sven",
    by: "sven",
  },
];

async function tellRisks(desk: Desk): Promise<void> {
  const olaf = desk.as("olaf", 20);
  const { id, version } = await riskRules(olaf);
  await nameRiskScale(
    olaf,
    riskScaleChange.parse({
      id,
      version,
      likelihoodLevels: ["Hardly ever", "Once in ten years", "Once in three years", "Every year", "Every month"],
      impactLevels: ["Nuisance", "One client notices", "Contract penalty", "Key client lost", "Company at stake"],
      riskAcceptanceLevel: 8,
      reason: "Scale agreed with the Board",
    }),
  );
  for (const { key, by = "mira", accept, adversePartyId, requirementId, ownerId, ...facts } of RISKS) {
    const days = {
      assessedAt: desk.day((facts.assessedAt as string | undefined) ?? "2026-11-17"),
      reviewDueAt: desk.day((facts.reviewDueAt as string | undefined) ?? "2027-05-31"),
    };
    const input = newRisk.parse({
      kind: "threat",
      ...facts,
      ...days,
      adversePartyId: adversePartyId ? desk.id(adversePartyId as string) : null,
      requirementId: requirementId ? desk.id(requirementId as string) : null,
      ownerId: desk.person(ownerId).id,
    });
    const risk = await createRisk(desk.as(by, 4), input);
    desk.keep(`risk:${key}`, risk.ref);
    if (typeof accept === "string") await acceptRisk(desk.as(accept, 2), { ...risk, reason: "Discussed with HR; seen again in May." });
  }
}

async function tellBudget(desk: Desk): Promise<void> {
  const lines = [
    {
      title: "Second copy of the backups with the cloud provider",
      amount: 48_000,
      targetRefs: ["A.8.13", "A.8.14", "risk:ransomware", "risk:restore", "document:restore"],
      ownerId: "olaf",
    },
    { title: "Penetration test by an outside house", amount: 22_000, targetRefs: ["A.8.8", "A.8.29"], ownerId: "mira" },
    {
      title: "Replacement of the ticket system",
      amount: 35_000,
      targetRefs: ["A.5.24", "A.5.26", "risk:ticketing", "document:incidents"],
      ownerId: "olaf",
    },
  ];
  for (const { targetRefs, ownerId, ...facts } of lines) {
    const refs = targetRefs.map((key) => desk.ref(key));
    const input = newBudgetLine.parse({ ...facts, period: "2027", currency: "EUR", targetRefs: refs, ownerId: desk.person(ownerId).id });
    await createBudgetLine(desk.as("mira", 5), input);
  }
}

/** Requirements by their key in the story, and what answers them: [target, why, how far]. */
const LINKS: Record<string, readonly (readonly [target: string, rationale: string, coverage?: "partly" | "fully"])[]> = {
  "clinic-notice": [
    ["document:incidents", "Names recipients and deadlines of every client.", "fully"],
    ["risk:notice", "The notice to clients is one of the deadlines."],
    ["hosting", "Holds for everything that clinics run with us."],
  ],
  "clinic-availability": [
    ["document:continuity", "Power paths, mirrored storage and who decides.", "partly"],
    ["risk:hall", "All production runs in one hall."],
    ["hall", "Measured at the hall’s edge."],
  ],
  "clinic-restore": [
    ["document:restore", "Order and time of a restore, exercised every quarter.", "fully"],
    ["risk:restore", "The four hours are the clinic’s."],
    ["backup", "Holds for the imaging archives."],
  ],
  "clinic-secrecy": [
    ["document:access", "Access per ticket, declaration of secrecy.", "partly"],
    ["risk:curiosity", "Images and records of patients."],
  ],
  "clinic-deletion": [["document:deletion", "Draft; how data go back and how deletion is shown.", "partly"]],
  "bank-incidents": [
    ["document:incidents-old", "The bank’s contract quotes edition 2.", "partly"],
    ["risk:notice", "Deadline of the bank’s annex."],
  ],
  "bank-chain": [["document:suppliers", "Subcontractors are listed and told.", "partly"]],
  "dpa-72": [
    ["document:incidents", "Step 5 counts the 72 hours.", "fully"],
    ["risk:notice", "The deadline of the authority."],
  ],
  "bsi-24": [["document:incidents", "First report within 24 hours.", "fully"]],
  "insurer-offline": [
    ["document:restore", "The offline copy and who may touch it.", "fully"],
    ["risk:ransomware", "The insurer asks for it because of this."],
    ["backup", "The copy is part of the service."],
  ],
  "insurer-two-factor": [
    ["document:access", "Two factors on every administration path.", "fully"],
    ["risk:ransomware", "The paths that attackers take."],
  ],
  "board-recovery": [
    ["document:continuity", "Aims of recovery as the Board set them.", "fully"],
    ["risk:hall", "What the plan is for."],
  ],
};

async function tellLinks(desk: Desk): Promise<void> {
  for (const [key, wanted] of Object.entries(LINKS)) {
    const access = desk.as("mira", 2);
    const { id } = desk.story.record(key).stored;
    const { version } = await change(access, (record) => record.get("requirement", id));
    const links = wanted.map(([target, rationale, coverage = ""]) => ({ ref: desk.ref(target), rationale, coverage }));
    await linkTargets(access, linkInput.parse({ id, version, links }));
  }
}
