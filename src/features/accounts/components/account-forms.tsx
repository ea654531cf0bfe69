"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { OpenSession } from "../queries";
import { AccountInput } from "./account-input";
import { NewPasswordInput } from "./sign-up-form";

type Action<T = unknown> = (input: unknown) => Promise<ActionResult<T>>;

export function NameForm({ name: given, action }: { name: string; action: Action }) {
  const t = useTranslations("auth");
  const router = useRouter();
  const [name, setName] = useState(given);
  const sending = useSending(async () => {
    const result = await action({ name });
    if (result.ok) {
      showToast({ title: t("nameSaved") });
      router.refresh();
    }
    return result;
  });
  return (
    <AccountForm sending={sending} submitLabel={t("saveName")}>
      <AccountInput
        label={t("name")}
        hint={t("nameHint")}
        autoComplete="name"
        maxLength={120}
        value={name}
        onChange={setName}
        error={sending.errors.name}
      />
    </AccountForm>
  );
}

export function PasswordForm({ email, action }: { email: string; action: Action<{ ended: number }> }) {
  const t = useTranslations("auth");
  const router = useRouter();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const sending = useSending(async () => {
    const result = await action({ current, password });
    if (result.ok) {
      showToast({ title: t("passwordSaved", { ended: result.data.ended }) });
      setCurrent("");
      setPassword("");
      router.refresh();
    }
    return result;
  });
  return (
    <AccountForm sending={sending} submitLabel={t("savePassword")}>
      {/* Password managers look for whose password it is. */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <AccountInput
        label={t("currentPassword")}
        type="password"
        autoComplete="current-password"
        maxLength={200}
        value={current}
        onChange={setCurrent}
        error={sending.errors.current}
      />
      <NewPasswordInput label={t("newPassword")} value={password} onChange={setPassword} error={sending.errors.password} />
      <p className="text-sm text-muted">{t("passwordNote")}</p>
    </AccountForm>
  );
}

export function SessionList({
  sessions,
  end,
  endOthers,
}: {
  sessions: readonly OpenSession[];
  end: Action;
  endOthers: Action<{ ended: number }>;
}) {
  const t = useTranslations("auth");
  const router = useRouter();
  const at = (instant: string) => instant.slice(0, 16).replace("T", " ");
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe, scrollable-region-focusable) */}
      <section className="overflow-x-auto" aria-label={t("sessionsTitle")} tabIndex={0}>
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line-strong text-left">
              <th scope="col" className="py-2 pr-4 font-medium">
                {t("sessionBrowser")}
              </th>
              <th scope="col" className="py-2 pr-4 font-medium">
                {t("sessionStarted")}
              </th>
              <th scope="col" className="py-2 pr-4 font-medium">
                {t("sessionSeen")}
              </th>
              <th scope="col" className="py-2">
                <span className="sr-only">{t("sessionEnd")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id} className="border-b">
                <th scope="row" className="py-2 pr-4 text-left font-normal">
                  {browserOf(session.userAgent) ?? t("unknownBrowser")}
                  {session.current && <span className="ml-2 text-muted">({t("sessionCurrent")})</span>}
                </th>
                <td className="py-2 pr-4 whitespace-nowrap">{at(session.startedAt)}</td>
                <td className="py-2 pr-4 whitespace-nowrap">{at(session.lastSeenAt)}</td>
                <td className="py-1.5 text-right">
                  {!session.current && (
                    <Button
                      size="small"
                      variant="quiet"
                      onClick={async () => {
                        const result = await end({ id: session.id });
                        showToast(result.ok ? { title: t("sessionEnded") } : { title: result.message ?? "", tone: "error" });
                        router.refresh();
                      }}
                    >
                      {t("sessionEnd")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {sessions.length > 1 && (
        <div className="mt-4">
          <ConfirmDialog
            title={t("endOthers")}
            confirmLabel={t("endOthers")}
            danger
            trigger={<Button>{t("endOthers")}</Button>}
            onConfirm={async () => {
              const result = await endOthers({});
              if (result.ok) showToast({ title: t("othersEnded", { ended: result.data.ended }) });
              return result;
            }}
            onDone={() => router.refresh()}
          >
            {t("endOthersText")}
          </ConfirmDialog>
        </div>
      )}
    </>
  );
}

interface Sending {
  pending: boolean;
  errors: Record<string, string>;
  fault: string | null;
  submit: () => Promise<void>;
}

function useSending(send: () => Promise<ActionResult<unknown>>): Sending {
  const t = useTranslations("auth");
  const [pending, setPending] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<string | null>(null);
  async function submit() {
    if (pending) return;
    setPending(true);
    setFault(null);
    try {
      const result = await send();
      setErrors(!result.ok && result.kind === "invalid" ? result.fieldErrors : {});
      setFault(result.ok ? null : (result.message ?? null));
    } catch {
      setFault(t("offline"));
    } finally {
      setPending(false);
    }
  }
  return { pending, errors, fault, submit };
}

function AccountForm({ sending, submitLabel, children }: { sending: Sending; submitLabel: string; children: ReactNode }) {
  return (
    <form
      noValidate
      method="post"
      className="flex max-w-md flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void sending.submit();
      }}
    >
      {sending.fault && <Callout tone="error" title={sending.fault} />}
      {children}
      <div>
        <Button type="submit" variant="primary" pending={sending.pending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

/** A browser in two words, good enough to recognise one's own. */
function browserOf(userAgent: string): string | null {
  const browser = [
    ["Edg/", "Edge"],
    ["OPR/", "Opera"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ].find(([sign]) => userAgent.includes(sign!))?.[1];
  const system = [
    ["Windows", "Windows"],
    ["Android", "Android"],
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Mac OS", "macOS"],
    ["Linux", "Linux"],
  ].find(([sign]) => userAgent.includes(sign!))?.[1];
  return browser ? [browser, system].filter(Boolean).join(", ") : null;
}
