"use client";

import { signIn } from "next-auth/react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { AccountInput } from "./account-input";

/** Keeps the typed address whatever the answer; the password is asked for again. */
export function SignInForm({
  next,
  email: given,
  remember,
}: {
  next: string;
  email: string;
  remember: (input: unknown) => Promise<unknown>;
}) {
  const t = useTranslations("auth");
  const [email, setEmail] = useState(given);
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);

  function refuse(text: string) {
    setFault(text);
    setPassword("");
    setPending(false);
    passwordField.current?.focus();
  }

  async function submit() {
    if (pending) return;
    if (email.trim() === "" || password === "") return refuse(t("bothNeeded"));
    setPending(true);
    setFault(null);
    try {
      const answer = await signIn("credentials", { email, password, redirect: false });
      const minutes = /^wait:(\d+)$/.exec(answer?.error ?? "")?.[1];
      if (minutes) return refuse(t("wait", { minutes: Number(minutes) }));
      if (answer?.error === "CredentialsSignin") return refuse(t("wrong"));
      if (!answer?.ok || answer.error) return refuse(t("unavailable"));
      // Not being remembered is no reason to keep somebody out.
      await remember({}).catch(() => undefined);
      // A full load, so that nothing rendered for nobody stays in the router.
      window.location.assign(next);
    } catch {
      refuse(t("unavailable"));
    }
  }

  return (
    <form
      noValidate
      method="post"
      aria-busy={pending || undefined}
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {fault && <Callout tone="error" title={fault} />}
      <AccountInput label={t("email")} type="email" autoComplete="username" value={email} onChange={setEmail} maxLength={320} />
      <AccountInput
        label={t("password")}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        maxLength={200}
        inputRef={passwordField}
      />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {t("signIn")}
        </Button>
      </div>
    </form>
  );
}
