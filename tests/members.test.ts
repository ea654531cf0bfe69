import { v7 as uuid } from "uuid";
import { afterEach, describe, expect, it } from "vitest";
import {
  acceptInvitation,
  bringBackMember,
  endMembership,
  invite,
  leave,
  revokeInvitation,
  updateMember,
} from "@/features/members/mutations";
import { listMembers, openInvitation, pendingInvitations } from "@/features/members/queries";
import { createOrganization, updateProfile } from "@/features/organizations/mutations";
import { organizationProfile, organizationsOf, shellFacts } from "@/features/organizations/queries";
import { organizationInput } from "@/features/organizations/schema";
import { proposeSlug } from "@/features/organizations/slug";
import { resolveAccess } from "@/server/access";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { Conflict, Forbidden, Invalid, NotFound } from "@/server/errors";
import { type SignedIn, startSession } from "@/server/sessions";
import { createHouse, createPerson, engine, openWorld, type Person } from "./support/world";

const world = openWorld();

const session = (person: Person): SignedIn => ({ sessionId: uuid(), user: person });
const tokenOf = ({ link }: { link: string }) => link.split("/").at(-1)!;
const memberOf = async (access: Access, person: Person) => (await listMembers(access)).find((member) => member.userId === person.id)!;
const plain = { department: "", isTopManagement: false, reason: "" };

/** A house of its own for each story, so that none disturbs another. */
async function house() {
  const slug = `house-${uuid().slice(-12)}`;
  const owner = await createPerson("Ola Nordmann", `ola-${slug}@house.example`);
  const manager = await createPerson("Ida Larsen", `ida-${slug}@house.example`);
  const made = await createHouse(slug, "A house", [
    [owner, "owner"],
    [manager, "isms-manager"],
  ]);
  const enter = async (person: Person): Promise<Access> => {
    const verdict = await resolveAccess(await startSession(person.id, "test"), slug);
    if (verdict.kind !== "access") throw new Error(verdict.kind);
    return verdict.access;
  };
  return { made, owner, manager, enter, guest: await createPerson("Gus Guest", `gus-${slug}@guest.example`) };
}

describe.skipIf(world.skip)("an invitation", () => {
  afterEach(() => setClock(null));

  it("makes whoever it was sent to a member, once", async () => {
    const { made, owner, guest, enter } = await house();
    const access = await enter(owner);
    const invitation = await invite(access, { email: guest.email, role: "contributor", days: 7 });
    expect(await openInvitation(tokenOf(invitation))).toMatchObject({ email: guest.email, role: "contributor" });
    expect(await pendingInvitations(access)).toMatchObject([{ email: guest.email, invitedBy: "Ola Nordmann", expired: false }]);
    expect(await acceptInvitation(session(guest), tokenOf(invitation))).toEqual({ slug: made.slug });
    expect((await enter(guest)).role).toBe("contributor");
    expect(await pendingInvitations(access)).toEqual([]);
    await expect(acceptInvitation(session(guest), tokenOf(invitation))).rejects.toThrow("invitation-gone");
    await expect(invite(access, { email: guest.email, role: "viewer", days: 7 })).rejects.toThrow(Invalid);
  });

  it("stores only the hash of its secret, and its history holds neither", async () => {
    const { made, owner, guest, enter } = await house();
    const token = tokenOf(await invite(await enter(owner), { email: guest.email, role: "viewer", days: 7 }));
    const secret = token.split(".")[1];
    const stored = await world.sql("SELECT to_jsonb(i)::text AS text FROM invitation i WHERE organization_id = $1", [made.id]);
    const told = await world.sql("SELECT payload AS text FROM history_payload WHERE organization_id = $1", [made.id]);
    for (const { text } of [...stored, ...told]) expect(text).not.toContain(secret);
    expect(told.some(({ text }) => text.includes("tokenHash"))).toBe(false);
  });

  it("opens nothing once it has expired, was revoked or replaced, or is somebody else's", async () => {
    const { owner, guest, enter } = await house();
    const access = await enter(owner);
    const start = new Date();
    const first = tokenOf(await invite(access, { email: guest.email, role: "viewer", days: 1 }));
    await expect(acceptInvitation(session(world.people.kim), first)).rejects.toThrow("invitation-gone");
    setClock(new Date(start.getTime() + 86_400_000 + 60_000));
    expect(await openInvitation(first)).toBeNull();
    await expect(acceptInvitation(session(guest), first)).rejects.toThrow("invitation-gone");
    setClock(null);
    const second = tokenOf(await invite(access, { email: guest.email, role: "viewer", days: 1 }));
    expect(await openInvitation(first)).toBeNull();
    const [pending] = await pendingInvitations(access);
    await revokeInvitation(access, pending!);
    expect(await openInvitation(second)).toBeNull();
    await expect(acceptInvitation(session(guest), second)).rejects.toThrow("invitation-gone");
    await expect(revokeInvitation(access, { id: pending!.id, version: pending!.version + 1 })).rejects.toThrow("invitation-gone");
    for (const invented of ["", "x", `${uuid()}.${"A".repeat(43)}`, `${access.organization.id}.${"A".repeat(43)}`]) {
      expect(await openInvitation(invented)).toBeNull();
    }
  });

  it("ends with the membership of whoever made it", async () => {
    const { owner, manager, guest, enter } = await house();
    const ownerAccess = await enter(owner);
    const token = tokenOf(await invite(await enter(manager), { email: guest.email, role: "viewer", days: 7 }));
    const member = await memberOf(ownerAccess, manager);
    await endMembership(ownerAccess, { id: member.id, version: member.version, reason: "Left the company" });
    await expect(acceptInvitation(session(guest), token)).rejects.toThrow("invitation-gone");
  });

  it("to be an owner comes from an owner only", async () => {
    const { owner, manager, guest, enter } = await house();
    await expect(invite(await enter(manager), { email: guest.email, role: "owner", days: 7 })).rejects.toThrow("member-owners_only");
    const token = tokenOf(await invite(await enter(owner), { email: guest.email, role: "owner", days: 7 }));
    await acceptInvitation(session(guest), token);
    expect((await enter(guest)).role).toBe("owner");
  });

  it.skipIf(engine === "embedded")("accepted twice at once makes one membership", async () => {
    const { made, owner, guest, enter } = await house();
    const token = tokenOf(await invite(await enter(owner), { email: guest.email, role: "viewer", days: 7 }));
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => acceptInvitation(session(guest), token)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [{ count }] = (await world.sql("SELECT count(*)::int FROM membership WHERE organization_id = $1", [made.id])) as [
      { count: number },
    ];
    expect(count).toBe(3);
  });
});

describe.skipIf(world.skip)("a membership", () => {
  it("bites at the next request: a changed role, an ended membership, a return", async () => {
    const { made, owner, guest, enter } = await house();
    const access = await enter(owner);
    await acceptInvitation(session(guest), tokenOf(await invite(access, { email: guest.email, role: "isms-manager", days: 7 })));
    const cookie = await startSession(guest.id, "test");
    const role = async () => {
      const verdict = await resolveAccess(cookie, made.slug);
      return verdict.kind === "access" ? verdict.access.role : verdict.kind;
    };
    expect(await role()).toBe("isms-manager");
    const { id, version } = await memberOf(access, guest);
    let now = await updateMember(access, { ...plain, id, version, role: "viewer" });
    expect(await role()).toBe("viewer");
    now = await endMembership(access, { ...now, reason: "Project is over" });
    expect(await role()).toBe("not_found");
    expect(await organizationsOf(guest)).toEqual([]);
    expect((await listMembers(access)).at(-1)).toMatchObject({ name: "Gus Guest", endedAt: expect.any(String) });
    await expect(updateMember(access, { ...plain, ...now, role: "owner" })).rejects.toThrow("membership-ended");
    await bringBackMember(access, { ...now, role: "auditor", reason: "" });
    expect(await role()).toBe("auditor");
  });

  it("of the last owner can neither end nor be changed to another role", async () => {
    const { owner, manager, enter } = await house();
    const access = await enter(owner);
    const own = await memberOf(access, owner);
    await expect(updateMember(access, { ...plain, id: own.id, version: own.version, role: "viewer" })).rejects.toThrow("member-last_owner");
    await expect(endMembership(access, { id: own.id, version: own.version, reason: "x" })).rejects.toThrow("member-last_owner");
    await expect(leave(access, "")).rejects.toThrow("member-last_owner");
    const other = await memberOf(access, manager);
    await updateMember(access, { ...plain, id: other.id, version: other.version, role: "owner" });
    await leave(access, "Moving on");
    await expect(enter(owner)).rejects.toThrow("not_found");
  });

  it.skipIf(engine === "embedded")("of two owners who end each other's at once, one stays", async () => {
    const { made, owner, manager, enter } = await house();
    const access = await enter(owner);
    const promoted = await memberOf(access, manager);
    await updateMember(access, { ...plain, id: promoted.id, version: promoted.version, role: "owner" });
    const [a, b] = [await enter(owner), await enter(manager)];
    const [mine, theirs] = [await memberOf(a, owner), await memberOf(a, manager)];
    await Promise.allSettled([
      endMembership(a, { id: theirs.id, version: theirs.version, reason: "x" }),
      endMembership(b, { id: mine.id, version: mine.version, reason: "y" }),
    ]);
    const owners = await world.sql("SELECT 1 FROM membership WHERE organization_id = $1 AND role = 'owner' AND ended_at IS NULL", [
      made.id,
    ]);
    expect(owners).toHaveLength(1);
  });

  it("of an owner is an owner's business, and nobody raises themselves", async () => {
    const { owner, manager, enter } = await house();
    const access = await enter(manager);
    const [boss, own] = [await memberOf(access, owner), await memberOf(access, manager)];
    await expect(endMembership(access, { id: boss.id, version: boss.version, reason: "x" })).rejects.toThrow("member-owners_only");
    await expect(updateMember(access, { ...plain, id: boss.id, version: boss.version, role: "viewer" })).rejects.toThrow(
      "member-owners_only",
    );
    await expect(updateMember(access, { ...plain, id: boss.id, version: boss.version, role: "owner", department: "x" })).rejects.toThrow(
      "member-owners_only",
    );
    await expect(updateMember(access, { ...plain, id: own.id, version: own.version, role: "owner" })).rejects.toThrow("member-own_role");
    await expect(updateMember(access, { ...plain, id: own.id, version: own.version, role: "leadership" })).rejects.toThrow(
      "member-own_role",
    );
    const carla = await world.as("carla");
    const vera = await memberOf(carla, world.people.vera);
    await expect(updateMember(carla, { ...plain, id: vera.id, version: vera.version, role: "auditor" })).rejects.toThrow(Forbidden);
  });

  it("is not found from another organisation, and a stale change meets what stands there", async () => {
    const { owner, manager, enter } = await house();
    const access = await enter(owner);
    const member = await memberOf(access, manager);
    const kim = await world.as("kim");
    await expect(endMembership(kim, { id: member.id, version: member.version, reason: "x" })).rejects.toThrow(NotFound);
    await updateMember(access, { ...plain, id: member.id, version: member.version, role: "isms-manager", department: "Security" });
    await expect(
      updateMember(access, { ...plain, id: member.id, version: member.version, role: "isms-manager", department: "IT" }),
    ).rejects.toThrow(Conflict);
  });
});

describe.skipIf(world.skip)("an organisation", () => {
  it("is made with its profile, its first owner and the beginning of its history, under an address of its own", async () => {
    const person = await createPerson("Fia Founder", `fia-${uuid()}@new.example`);
    const slug = `fia-${uuid().slice(-12)}`;
    await createOrganization(person, { name: "Fia & Co", slug });
    await expect(createOrganization(person, { name: "Fia again", slug })).rejects.toThrow(Invalid);
    expect(await organizationsOf(person)).toEqual([{ slug, name: "Fia & Co", role: "owner" }]);
    const verdict = await resolveAccess(await startSession(person.id, "test"), slug);
    if (verdict.kind !== "access") throw new Error(verdict.kind);
    const profile = await organizationProfile(verdict.access);
    expect(profile).toMatchObject({ name: "Fia & Co", reviewIntervalMonths: 12, classification: "Internal", version: 1 });
    expect(await shellFacts(verdict.access)).toEqual({ classification: "Internal", organizations: [{ slug, name: "Fia & Co" }] });
    const { id, version, ...facts } = profile;
    await updateProfile(verdict.access, {
      ...facts,
      id,
      version,
      name: "Fia GmbH",
      languages: ["en"],
      registerOwnerId: person.id,
      reason: "New name",
    } as never);
    expect((await organizationsOf(person))[0]?.name).toBe("Fia GmbH");
    const stranger = { ...facts, id, version: 2, name: "Fia GmbH", languages: ["en"], reason: "" };
    await expect(updateProfile(verdict.access, { ...stranger, registerOwnerId: world.people.kim.id } as never)).rejects.toThrow(Invalid);
    await expect(
      updateProfile(verdict.access, { ...stranger, registerOwnerId: person.id, accountableId: person.id } as never),
    ).rejects.toThrow(Invalid);
  });

  it.each([
    ["Nordwind Data GmbH", "nordwind-data-gmbh"],
    ["  Größe & Maß  ", "grosse-mass"],
    ["Ærø Smørrebrød", "aero-smorrebrod"],
    ["株式会社", ""],
  ])("proposes for %j the address %j", (name, slug) => {
    expect(proposeSlug(name)).toBe(slug);
  });

  it.each(["sign-in", "api", "Nord wind", "-x", "a--b", "x"])("is not called %j in addresses", (slug) => {
    expect(organizationInput.safeParse({ name: "X", slug }).success).toBe(false);
  });
});
