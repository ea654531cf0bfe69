import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Words } from "@/components/words";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { createOrganization } from "@/features/organizations/actions";
import { OrganizationForm } from "@/features/organizations/components/organization-form";
import { translator } from "@/lib/translate";
import { signedIn } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("organizations")("create") };
}

export default async function NewOrganizationPage() {
  if (!(await signedIn())) redirect("/sign-in?next=/organizations/new");
  const t = translator("organizations");
  return (
    <PlainFrame title={t("create")} lead={t("createLead")}>
      <Words namespaces={["organizations"]}>
        <OrganizationForm action={createOrganization} />
      </Words>
    </PlainFrame>
  );
}
