import { can, type Permission } from "@/domain/permissions";
import type { Role } from "@/domain/vocabulary";

/** Proof that somebody may act in an organisation. First argument of every query and mutation; made by server/access.ts only. */
export class Access {
  // A private member makes the type nominal: no object literal passes for an Access.
  readonly #proof = true;

  private constructor(
    readonly organization: { readonly id: string; readonly slug: string; readonly name: string },
    readonly user: { readonly id: string; readonly name: string; readonly email: string } | null,
    readonly role: Role,
    readonly actor: { readonly id: string; readonly name: string; readonly kind: "user" | "system" },
    /** Groups what one request did in the history. */
    readonly requestId: string,
  ) {}

  /** @internal for server/access.ts; the layer rules refuse it anywhere else. */
  static grant(of: {
    organization: { id: string; slug: string; name: string };
    user: { id: string; name: string; email: string } | null;
    role: Role;
    requestId: string;
    systemName?: string;
  }): Access {
    const actor = of.user
      ? { id: of.user.id, name: of.user.name, kind: "user" as const }
      : { id: "system", name: of.systemName ?? "system", kind: "system" as const };
    return new Access(of.organization, of.user, of.role, actor, of.requestId);
  }

  can(permission: Permission): boolean {
    return this.#proof && can(this.role, permission);
  }
}
