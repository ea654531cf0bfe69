import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { LinkButton } from "@/components/ui/button";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { SignOutButton } from "@/features/accounts/components/sign-out-button";
import { organizationsOf } from "@/features/organizations/queries";
import { translator } from "@/lib/translate";
import { signedIn } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("organizations")("title") };
}

export default async function OrganizationsPage() {
  const person = await signedIn();
  if (!person) redirect("/sign-in?next=/organizations");
  const organizations = await organizationsOf(person.user);
  const t = translator("organizations");
  const roles = translator("vocabulary.role");
  return (
    <PlainFrame title={t("title")} lead={organizations.length > 0 ? t("lead") : t("none")}>
      {organizations.length > 0 && (
        <ul className="border-t">
          {organizations.map(({ slug, name, role }) => (
            <li key={slug} className="flex flex-wrap items-baseline justify-between gap-x-4 border-b py-2.5">
              <Link className="link font-medium" href={`/${slug}`}>
                {name}
              </Link>
              <span className="text-sm text-muted">{roles(role)}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <LinkButton href="/organizations/new" variant={organizations.length === 0 ? "primary" : "secondary"}>
          {t("create")}
        </LinkButton>
        <SignOutButton label={translator("shell")("signOut")} />
      </div>
      <p className="mt-8 text-sm text-muted">{t("signedInAs", { name: person.user.name, email: person.user.email })}</p>
    </PlainFrame>
  );
}
