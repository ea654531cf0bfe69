import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Words } from "@/components/words";
import { rememberDevice } from "@/features/accounts/actions";
import { PlainFrame } from "@/features/accounts/components/plain-frame";
import { SignInForm } from "@/features/accounts/components/sign-in-form";
import { nextPath, withNext } from "@/features/accounts/next-path";
import { translator } from "@/lib/translate";
import { signedIn } from "@/server/access";

export function generateMetadata(): Metadata {
  return { title: translator("auth")("signIn") };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const next = nextPath(query.next);
  if (await signedIn()) redirect(next);
  const t = translator("auth");
  return (
    <PlainFrame title={t("signInTitle")} lead={t("signInLead")}>
      <Words namespaces={["auth"]}>
        <SignInForm next={next} email={typeof query.email === "string" ? query.email.slice(0, 320) : ""} remember={rememberDevice} />
      </Words>
      <p className="mt-8 border-t pt-4 text-sm text-muted">
        {t("noAccount")}{" "}
        <Link className="link" href={withNext("/sign-up", next)}>
          {t("signUp")}
        </Link>
      </p>
    </PlainFrame>
  );
}
