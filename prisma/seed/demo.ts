import { v7 as uuid } from "uuid";
import type { Role } from "@/domain/vocabulary";
import { now, setClock, today } from "@/server/clock";
import { hashPassword } from "@/server/passwords";
import { systemTask } from "@/server/tenant";
import { tellAsks } from "./demo-asks";
import { tellAssurance } from "./demo-assurance";
import { tellAudits } from "./demo-audit";
import { tellCheckpoints, tellLastCheckpoint } from "./demo-checkpoints";
import { tellCommunication } from "./demo-communication";
import { tellConflicts } from "./demo-conflicts";
import { tellEngagement } from "./demo-engagement";
import { tellHorizon } from "./demo-horizon";
import { tellManagementReviews, tellNextManagementReview } from "./demo-management-review";
import { tellMonitoring } from "./demo-monitoring";
import { tellReviews } from "./demo-reviews";
import { tellSurveys } from "./demo-surveys";
import { tellThread } from "./demo-thread";
import { tellTriggers } from "./demo-triggers";
import { tellLastVersions, tellVersions } from "./demo-versions";
import { KESTREL, tellKestrel } from "./kestrel";
import { NORDWIND, tellNordwind } from "./nordwind/nordwind";
import { type Person, person, Story } from "./story";

/** One password for every demo account; the address and the accounts are printed at every start. */
export const DEMO_PASSWORD = "golden-thread-demo";

const FIRST_DAY_IN_MS = 380 * 86_400_000;

export interface DemoOrganization {
  slug: string;
  name: string;
  people: Readonly<Record<string, { name: string; email: string }>>;
}

/** Stands in for the slug until a story is told to its end: no address leads there, and a start that was cut short is told anew. */
const UNFINISHED = "unfinished-";

/** Loads the two demo organisations with a year of history, through the application's own writer. Does nothing when any organisation exists. */
export async function loadDemo(): Promise<void> {
  if (await anyOrganization()) return;
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const day = today();
  const since = new Date(now().getTime() - FIRST_DAY_IN_MS);
  const stories = await systemTask(async (tx) => {
    // What a start that was killed left behind cannot be deleted, for its history is append-only; it is locked and out of the way.
    for (const { id } of await tx.userAccount.findMany({ where: { demo: true }, select: { id: true } })) {
      await tx.userAccount.update({ where: { id }, data: { email: `${UNFINISHED}${id}@invalid`, disabledAt: now() } });
    }
    const made: Story[] = [];
    for (const { slug, name, people } of [NORDWIND, KESTREL]) {
      const organization = { id: uuid(), slug, name };
      const persons: Record<string, Person> = Object.fromEntries(
        Object.entries(people).map(([key, one]) => [key, person(one.name, one.email)]),
      );
      await tx.organization.create({ data: { ...organization, slug: `${UNFINISHED}${organization.id}`, createdAt: since } });
      await tx.userAccount.createMany({
        data: Object.values(persons).map((one) => ({ ...one, passwordHash, demo: true, createdAt: since })),
      });
      made.push(new Story(organization, persons, day));
    }
    return made;
  });
  const [nordwind, kestrel] = stories as [Story, Story];
  tellNordwind(nordwind);
  tellAudits(nordwind);
  tellManagementReviews(nordwind);
  tellReviews(nordwind);
  tellTriggers(nordwind);
  tellCommunication(nordwind);
  tellConflicts(nordwind);
  tellAsks(nordwind);
  tellMonitoring(nordwind);
  tellSurveys(nordwind);
  tellEngagement(nordwind);
  tellHorizon(nordwind);
  tellVersions(nordwind);
  tellCheckpoints(nordwind);
  tellKestrel(kestrel);
  try {
    await nordwind.tell();
    await tellThread(nordwind);
    await tellLastVersions(nordwind);
    await tellNextManagementReview(nordwind);
    await tellAssurance(nordwind);
    await tellLastCheckpoint(nordwind);
    await kestrel.tell();
    await systemTask(async (tx) => {
      for (const { organization } of [nordwind, kestrel]) {
        await tx.organization.update({ where: { id: organization.id }, data: { slug: organization.slug } });
      }
    });
  } finally {
    setClock(null);
  }
}

async function anyOrganization(): Promise<boolean> {
  return systemTask(async (tx) => (await tx.organization.count({ where: { NOT: { slug: { startsWith: UNFINISHED } } } })) > 0);
}

/** Who can sign in with DEMO_PASSWORD: accounts of the demo data with their running memberships. Empty when there are none. */
export async function demoSignIns(): Promise<{ email: string; name: string; role: Role; organization: string }[]> {
  const accounts = await systemTask((tx) =>
    tx.userAccount.findMany({
      where: { demo: true, disabledAt: null },
      select: { id: true, email: true, name: true },
      orderBy: { id: "asc" },
    }),
  );
  const signIns: { email: string; name: string; role: Role; organization: string }[] = [];
  for (const { id, email, name } of accounts) {
    // Memberships are a tenant's rows: a person reads their own only. Houses that visitors of the demo founded are not part of it.
    const memberships = await systemTask(
      (tx) => tx.$queryRaw<{ role: Role; organization: string }[]>`
        SELECT m.role, o.name AS organization FROM membership m JOIN organization o ON o.id = m.organization_id
         WHERE m.user_id = ${id}::uuid AND m.ended_at IS NULL AND o.slug IN (${NORDWIND.slug}, ${KESTREL.slug}) ORDER BY o.slug`,
      { userId: id },
    );
    for (const { role, organization } of memberships) signIns.push({ email, name, role, organization });
  }
  return signIns;
}
