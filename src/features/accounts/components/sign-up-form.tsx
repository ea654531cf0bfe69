"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button, LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ActionResult } from "@/lib/action-result";
import { MINIMUM_PASSWORD, passwordStrength } from "../password-rules";
import { AccountInput } from "./account-input";

interface SignUpFormProps {
  action: (input: unknown) => Promise<ActionResult<unknown>>;
  email: string;
  signInHref: string;
}

export function SignUpForm({ action, email: given, signInHref }: SignUpFormProps) {
  const t = useTranslations("auth");
  const [values, setValues] = useState({ name: "", email: given, password: "" });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [done, setDone] = useState(false);

  const field = (name: keyof typeof values) => ({
    value: values[name],
    error: errors[name],
    onChange: (value: string) => {
      setValues((before) => ({ ...before, [name]: value }));
      setErrors(({ [name]: _mended, ...rest }) => rest);
    },
  });

  async function submit() {
    if (pending) return;
    setPending(true);
    setFault(null);
    try {
      const result = await action(values);
      if (result.ok) setDone(true);
      else {
        setErrors(result.kind === "invalid" ? result.fieldErrors : {});
        setFault(result.message ?? null);
      }
    } catch {
      setFault(t("offline"));
    } finally {
      setPending(false);
    }
  }

  if (done) {
    const separator = signInHref.includes("?") ? "&" : "?";
    return (
      <div role="status">
        <h2 className="text-base font-semibold">{t("signedUpTitle")}</h2>
        <p className="prose-width mt-1">{t("signedUp", { email: values.email.trim() })}</p>
        <LinkButton variant="primary" className="mt-4" href={`${signInHref}${separator}email=${encodeURIComponent(values.email.trim())}`}>
          {t("signIn")}
        </LinkButton>
      </div>
    );
  }
  return (
    <>
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
        <AccountInput label={t("name")} hint={t("nameHint")} autoComplete="name" maxLength={120} {...field("name")} />
        <AccountInput label={t("email")} type="email" autoComplete="username" maxLength={320} {...field("email")} />
        <NewPasswordInput label={t("password")} {...field("password")} />
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            {t("signUp")}
          </Button>
        </div>
      </form>
      <p className="mt-8 border-t pt-4 text-sm text-muted">
        {t("haveAccount")}{" "}
        <Link className="link" href={signInHref}>
          {t("signIn")}
        </Link>
      </p>
    </>
  );
}

interface NewPasswordInputProps {
  label: string;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

/** With a remark on its strength while it is typed. */
export function NewPasswordInput({ label, value, error, onChange }: NewPasswordInputProps) {
  const t = useTranslations("auth");
  const advice = value === "" ? "" : t(`strength.${passwordStrength(value)}`, { left: Math.max(0, MINIMUM_PASSWORD - [...value].length) });
  return (
    <AccountInput
      label={label}
      type="password"
      autoComplete="new-password"
      hint={t("passwordHint")}
      advice={advice}
      value={value}
      error={error}
      onChange={onChange}
      maxLength={200}
    />
  );
}
