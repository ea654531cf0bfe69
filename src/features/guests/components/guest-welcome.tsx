import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { addressOf } from "@/domain/past-address";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";

const ROOMS = [
  ["interested-party:read", "parties", "/interested-parties"],
  ["requirement:read", "requirements", "/requirements"],
  ["requirement:read", "threads", "/threads"],
  ["interested-party:read", "grid", "/grid"],
  ["context-issue:read", "context", "/context"],
  ["scope:read", "scope", "/scope"],
  ["obligation:read", "obligations", "/obligations"],
  ["source:read", "sources", "/sources"],
  ["control:read", "statement", "/statement-of-applicability"],
  ["risk:read", "risks", "/risks"],
  ["document:read", "documents", "/documents"],
  ["evidence:read", "evidence", "/evidence"],
  ["history:read", "history", "/history"],
] as const;

/** What a guest finds first: what they may read, until when, and that it is noted. */
export function GuestWelcome({ access }: { access: Access }) {
  const { guest, past, organization } = access;
  if (!guest || !past) return null;
  const t = translator("guests");
  const rooms = translator("shell.rooms");
  const home = `/${organization.slug}`;
  const slug = organization.slug.split("~")[0]!;
  return (
    <div className="max-w-3xl">
      <PageHeader title={t("welcome", { organization: organization.name })} clause="4.2" lead={t("welcomeLead", { version: past.label })} />
      <p className="mb-6 border-l-2 border-gold py-1 pl-4">
        {t("welcomeNote", { until: guest.until.slice(0, 16).replace("T", " "), name: guest.name })}
      </p>
      <h2 className="mb-2 font-serif text-xl font-semibold">{t("rooms")}</h2>
      <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {ROOMS.filter(([needs]) => access.can(needs)).map(([, key, path]) => (
          <li key={path}>
            <Link href={home + path} className="link inline-block py-1">
              {rooms(key)}
            </Link>
          </li>
        ))}
      </ul>
      {guest.versions.length > 1 && (
        <>
          <h2 className="mt-8 mb-2 font-serif text-xl font-semibold">{t("otherVersions")}</h2>
          <ul>
            {guest.versions.map((number) => (
              <li key={number}>
                <Link
                  href={`/${addressOf(slug, number)}`}
                  className="link inline-block py-1"
                  aria-current={number === past.label ? "page" : undefined}
                >
                  {t("version", { number })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
