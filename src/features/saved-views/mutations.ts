import { v7 as uuid } from "uuid";
import type { EditableList } from "@/domain/list-edits";
import { MOST_VIEWS, mayChangeView, maySeeView, sameViewName } from "@/domain/saved-view";
import type { Role } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import type { Tx } from "@/server/db";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import type { NewView, ViewChange } from "./schema";

/** Keeps a list's address under a name. Throws Invalid for a name one has already, Forbidden for a default without organization:update. */
export async function saveView(access: Access, { list, query, name, shared, defaultForRole }: NewView): Promise<{ id: string }> {
  const userId = personOf(access);
  requireDefaultRight(access, null, defaultForRole);
  const id = uuid();
  return inTenant(access, async (tx) => {
    const own = await tx.savedView.findMany({
      where: { organizationId: access.organization.id, list, userId },
      select: { id: true, name: true },
    });
    if (own.length >= MOST_VIEWS) throw new Refused("view-too_many", { most: MOST_VIEWS });
    requireFreeName(own, name);
    // The list opens with it for others, so it is shared.
    const open = shared || defaultForRole !== null;
    if (defaultForRole) await clearDefault(tx, access, list, defaultForRole);
    await tx.savedView.create({
      data: {
        organizationId: access.organization.id,
        id,
        userId,
        list,
        name,
        query: withoutPage(query),
        shared: open,
        defaultForRole,
        createdAt: now(),
      },
      select: { id: true },
    });
    return { id };
  });
}

/** Another name, shared or not, default for a role or not. Throws NotFound for a view one does not see, Forbidden, Invalid. */
export async function changeView(access: Access, { id, name, shared, defaultForRole }: ViewChange): Promise<{ id: string }> {
  return inTenant(access, async (tx) => {
    const view = await changeable(tx, access, id);
    requireDefaultRight(access, view.defaultForRole, defaultForRole);
    const others = await tx.savedView.findMany({
      where: { organizationId: access.organization.id, list: view.list, userId: view.userId, NOT: { id } },
      select: { id: true, name: true },
    });
    requireFreeName(others, name);
    if (defaultForRole) await clearDefault(tx, access, view.list as EditableList, defaultForRole);
    await tx.savedView.update({
      where: { organizationId_id: { organizationId: access.organization.id, id } },
      data: { name, shared: shared || defaultForRole !== null, defaultForRole },
      select: { id: true },
    });
    return { id };
  });
}

/** The view shows from now on what the list shows now. Throws as changeView. */
export async function updateViewQuery(access: Access, { id, query }: { id: string; query: string }): Promise<{ id: string }> {
  return inTenant(access, async (tx) => {
    await changeable(tx, access, id);
    await tx.savedView.update({
      where: { organizationId_id: { organizationId: access.organization.id, id } },
      data: { query: withoutPage(query) },
      select: { id: true },
    });
    return { id };
  });
}

/** A view is no record of the register: it is deleted. Throws as changeView. */
export async function deleteView(access: Access, { id }: { id: string }): Promise<{ id: string }> {
  return inTenant(access, async (tx) => {
    await changeable(tx, access, id);
    await tx.savedView.delete({ where: { organizationId_id: { organizationId: access.organization.id, id } }, select: { id: true } });
    return { id };
  });
}

interface Kept {
  userId: string;
  list: string;
  shared: boolean;
  defaultForRole: string | null;
}

async function changeable(tx: Tx, access: Access, id: string): Promise<Kept> {
  const view = await tx.savedView.findUnique({
    where: { organizationId_id: { organizationId: access.organization.id, id } },
    select: { userId: true, list: true, shared: true, defaultForRole: true },
  });
  const userId = personOf(access);
  if (!view || !maySeeView(view, userId)) throw new NotFound();
  if (!mayChangeView(view, { userId, manages: access.can("organization:update") })) throw new Forbidden("view:save");
  return view;
}

/** What a list opens with for others is the house's matter, also where it is taken away. */
function requireDefaultRight(access: Access, before: string | null, after: Role | null): void {
  if (before !== after && !access.can("organization:update")) throw new Forbidden("organization:update");
}

function requireFreeName(others: readonly { name: string }[], name: string): void {
  if (others.some((other) => sameViewName(other.name, name))) throw new Invalid({ name: translator("refusals")("view-name_taken") });
}

/** A role has one view to open a list with. */
async function clearDefault(tx: Tx, access: Access, list: EditableList, role: Role): Promise<void> {
  await tx.savedView.updateMany({
    where: { organizationId: access.organization.id, list, defaultForRole: role },
    data: { defaultForRole: null },
  });
}

function personOf(access: Access): string {
  if (!access.user) throw new Forbidden("view:save");
  return access.user.id;
}

/** A view begins at its first page. */
function withoutPage(query: string): string {
  const rest = new URLSearchParams(query);
  rest.delete("page");
  rest.delete("view");
  return rest.toString();
}
