import { v7 as uuid } from "uuid";
import type { Role } from "@/domain/vocabulary";
import { now, setClock, today } from "@/server/clock";
import { hashPassword } from "@/server/passwords";
import { systemTask } from "@/server/tenant";
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

/** Loads the two demo organisations with a year of history, through the application's own writer. Does nothing when any organisation exists. */
export async function loadDemo(): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const day = today();
  const since = new Date(now().getTime() - FIRST_DAY_IN_MS);
  const stories = await systemTask(async (tx) => {
    // Counted in the transaction that inserts, so that a second start at the same moment finds them or waits for the unique slug.
    if ((await tx.organization.count()) > 0) return [];
    const made: Story[] = [];
    for (const { slug, name, people } of [NORDWIND, KESTREL]) {
      const organization = { id: uuid(), slug, name };
      const persons: Record<string, Person> = Object.fromEntries(
        Object.entries(people).map(([key, one]) => [key, person(one.name, one.email)]),
      );
      await tx.organization.createMany({ data: [{ ...organization, createdAt: since }] });
      await tx.userAccount.createMany({
        data: Object.values(persons).map((one) => ({ ...one, passwordHash, demo: true, createdAt: since })),
      });
      made.push(new Story(organization, persons, day));
    }
    return made;
  });
  const [nordwind, kestrel] = stories;
  if (!nordwind || !kestrel) return;
  tellNordwind(nordwind);
  tellKestrel(kestrel);
  try {
    await nordwind.tell();
    await kestrel.tell();
  } finally {
    setClock(null);
  }
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
    // Memberships are a tenant's rows: a person reads their own only.
    const memberships = await systemTask(
      (tx) => tx.$queryRaw<{ role: Role; organization: string }[]>`
        SELECT m.role, o.name AS organization FROM membership m JOIN organization o ON o.id = m.organization_id
         WHERE m.user_id = ${id}::uuid AND m.ended_at IS NULL ORDER BY o.slug`,
      { userId: id },
    );
    for (const { role, organization } of memberships) signIns.push({ email, name, role, organization });
  }
  return signIns;
}
