import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Words } from "@/components/words";
import { signUp } from "@/features/accounts/actions";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { SignUpForm } from "@/features/accounts/components/sign-up-form";
import { nextPath, withNext } from "@/features/accounts/next-path";
import { translator } from "@/lib/translate";
import { signedIn } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("auth")("signUp") };
}

export default async function SignUpPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const next = nextPath(query.next);
  if (await signedIn()) redirect(next);
  const t = translator("auth");
  return (
    <PlainFrame title={t("signUpTitle")} lead={t("signUpLead")}>
      <Words namespaces={["auth"]}>
        <SignUpForm
          action={signUp}
          email={typeof query.email === "string" ? query.email.slice(0, 320) : ""}
          signInHref={withNext("/sign-in", next)}
        />
      </Words>
    </PlainFrame>
  );
}
