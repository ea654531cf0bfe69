import { ROLES, type Role } from "@/domain/vocabulary";

/** Rules of saved views: whose they are, who may touch them, and which of them opens a list. */

export const MOST_VIEWS = 50;

export interface ViewFacts {
  id: string;
  userId: string;
  shared: boolean;
  defaultForRole: string | null;
}

/** Whoever saved it; a shared one also whoever runs the organisation's settings, because others work with it. */
export function mayChangeView(view: Pick<ViewFacts, "userId" | "shared">, reader: { userId: string | null; manages: boolean }): boolean {
  return view.userId === reader.userId || (view.shared && reader.manages);
}

/** One's own and the shared ones. */
export function maySeeView(view: Pick<ViewFacts, "userId" | "shared">, userId: string | null): boolean {
  return view.shared || view.userId === userId;
}

/** The view with which a list opens for a role, where one is set. Only a shared view can be one. */
export function defaultViewFor<View extends Pick<ViewFacts, "shared" | "defaultForRole">>(views: readonly View[], role: Role): View | null {
  return views.find((view) => view.shared && view.defaultForRole === role) ?? null;
}

export function isRole(word: string | null): word is Role {
  return word !== null && (ROLES as readonly string[]).includes(word);
}

/** Two names are the same name to a reader whatever their letters' case and spaces. */
export function sameViewName(a: string, b: string): boolean {
  const key = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase();
  return key(a) === key(b);
}
