import { can, type Permission } from "@/domain/permissions";
import type { GuestArea, Role } from "@/domain/vocabulary";

/** A moment of the past that is being read; see as-of.ts. */
export interface Past {
  pointId: string;
  sequence: number;
  /** As it stands in the address: "2.1" or "2026-05-12". */
  label: string;
  /** The version, where a version is read. */
  versionNumber: string | null;
}

/** Somebody without an account, let in by a link; see guests.ts. */
export interface Guest {
  id: string;
  ref: string;
  /** As they stand in the history. */
  name: string;
  /** Instant at which it ends. */
  until: string;
  areas: readonly GuestArea[];
  /** The part of the history they may see; null: none. */
  period: { from: string; to: string | null } | null;
  /** Numbers of the versions they may read. */
  versions: readonly string[];
}

/** Proof that somebody may act in an organisation. First argument of every query and mutation; made by server/access.ts only. */
export class Access {
  // A private member makes the type nominal: no object literal passes for an Access.
  readonly #proof = true;

  private constructor(
    readonly organization: { readonly id: string; readonly slug: string; readonly name: string },
    readonly user: { readonly id: string; readonly name: string; readonly email: string } | null,
    readonly role: Role,
    readonly actor: { readonly id: string; readonly name: string; readonly kind: "user" | "system" | "token" },
    /** Groups what one request did in the history. */
    readonly requestId: string,
    /** Everything is read as it stood at this moment; null: as it is. */
    readonly past: Past | null,
    /** What may be done at most, whatever the role holds; null: what the role holds. */
    private readonly only: ReadonlySet<Permission> | null,
    /** The guest who reads; null: a member, or the system. */
    readonly guest: Guest | null,
  ) {}

  /** @internal for server/access.ts; the layer rules refuse it anywhere else. */
  static grant(of: {
    organization: { id: string; slug: string; name: string };
    user: { id: string; name: string; email: string } | null;
    role: Role;
    requestId: string;
    systemName?: string;
    past?: Past | null;
    only?: ReadonlySet<Permission> | null;
    /** A guest is nobody with an account: the actor is the access they were given. */
    guest?: Guest | null;
    /** Somebody outside with a link, or a program with a token: its id and how the history names it. */
    token?: { id: string; name: string } | null;
  }): Access {
    const actor = of.user
      ? { id: of.user.id, name: of.user.name, kind: "user" as const }
      : of.guest || of.token
        ? { id: (of.guest ?? of.token)!.id, name: (of.guest ?? of.token)!.name, kind: "token" as const }
        : { id: "system", name: of.systemName ?? "system", kind: "system" as const };
    return new Access(of.organization, of.user, of.role, actor, of.requestId, of.past ?? null, of.only ?? null, of.guest ?? null);
  }

  /**
   * The same person, reading what stood at that moment: `address` takes the place of the organisation's slug, so that links stay there.
   * @internal for server/access.ts
   */
  readingPast(past: Past, address: string, only: ReadonlySet<Permission>): Access {
    return new Access({ ...this.organization, slug: address }, this.user, this.role, this.actor, this.requestId, past, only, this.guest);
  }

  can(permission: Permission): boolean {
    return this.#proof && can(this.role, permission) && (this.only === null || this.only.has(permission));
  }
}
