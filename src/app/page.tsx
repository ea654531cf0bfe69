import { redirect } from "next/navigation";
import { organizationsOf } from "@/features/organizations/queries";
import { signedIn } from "@/server/access";

/** No page of its own: leads to the only organisation, to the choice between several, or to signing in. */
export default async function RootPage() {
  const person = await signedIn();
  if (!person) redirect("/sign-in");
  const organizations = await organizationsOf(person.user);
  redirect(organizations.length === 1 ? `/${organizations[0]!.slug}` : "/organizations");
}
