"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { FieldFrame } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { showToast } from "@/components/ui/toast";
import type { ActionResult, FieldErrors } from "@/lib/action-result";
import type { ErasurePreview, TraceLine } from "../queries";

interface ErasureFormProps {
  slug: string;
  preview: (input: unknown) => Promise<ActionResult<ErasurePreview>>;
  erase: (input: unknown) => Promise<ActionResult<{ entries: number }>>;
}

interface Trouble {
  errors: FieldErrors;
  message: string | null;
}

const NONE: Trouble = { errors: {}, message: null };

/**
 * Looks for a person, shows where they stand, and erases what the history said of them. It keeps no draft in the browser: neither the name of somebody who
 * is to be forgotten nor a password belongs there.
 */
export function ErasureForm({ slug, preview, erase }: ErasureFormProps) {
  const t = useTranslations("erasure");
  const ui = useTranslations("ui");
  const router = useRouter();
  const id = useId();
  const [terms, setTerms] = useState("");
  const [reason, setReason] = useState("");
  const [password, setPassword] = useState("");
  const [found, setFound] = useState<ErasurePreview | null>(null);
  const [trouble, setTrouble] = useState<Trouble>(NONE);
  const [pending, setPending] = useState(false);

  async function send<T>(work: () => Promise<ActionResult<T>>, done: (data: T) => void) {
    if (pending) return;
    setPending(true);
    setTrouble(NONE);
    try {
      const result = await work();
      if (result.ok) done(result.data);
      else setTrouble({ errors: result.kind === "invalid" ? result.fieldErrors : {}, message: result.message ?? ui("refused") });
    } catch {
      setTrouble({ errors: {}, message: ui("offlineTitle") });
    } finally {
      setPending(false);
    }
  }

  function look(event: FormEvent) {
    event.preventDefault();
    void send(() => preview({ terms }), setFound);
  }

  function confirm(event: FormEvent) {
    event.preventDefault();
    if (!found) return;
    void send(
      () => erase({ terms: found.terms.join("\n"), entries: found.entries, reason, password }),
      ({ entries }) => {
        showToast({ title: t("done", { count: entries }) });
        setTerms("");
        setReason("");
        setPassword("");
        setFound(null);
        router.refresh();
      },
    );
  }

  const described = (name: string) => `${id}-${name}-hint ${trouble.errors[name] ? `${id}-${name}-error` : ""}`.trim();
  const nothing = found !== null && found.entries + found.minor === 0;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {trouble.message && <Callout tone="error" title={trouble.message} />}
      <form noValidate className="flex flex-col gap-4" aria-label={t("search")} onSubmit={look}>
        <FieldFrame id={`${id}-terms`} label={t("terms")} hint={t("termsHint")} error={trouble.errors.terms} required>
          <textarea
            id={`${id}-terms`}
            rows={3}
            className="control"
            autoComplete="off"
            spellCheck={false}
            value={terms}
            aria-required
            aria-invalid={trouble.errors.terms ? true : undefined}
            aria-describedby={described("terms")}
            onChange={(event) => {
              setTerms(event.target.value);
              setFound(null);
            }}
          />
        </FieldFrame>
        <div>
          <Button type="submit" variant={found ? "secondary" : "primary"} pending={pending && !found}>
            {t(found ? "lookAgain" : "look")}
          </Button>
        </div>
      </form>
      {found && (
        <section aria-live="polite" className="flex flex-col gap-4">
          <h2 className="font-serif text-xl font-semibold">{t("found")}</h2>
          {found.live.lines.length > 0 && (
            <Callout tone="warn" title={t("liveTitle", { count: found.live.lines.length + found.live.more })}>
              <p className="mb-2">{t("liveText")}</p>
              <Lines slug={slug} lines={found.live.lines} more={found.live.more} />
            </Callout>
          )}
          <ul className="list-disc pl-5 text-sm">
            <li>{t("entries", { count: found.entries })}</li>
            {found.minor > 0 && <li>{t("minor", { count: found.minor })}</li>}
            {found.headers > 0 && <li>{t("headers", { count: found.headers })}</li>}
          </ul>
          {found.issued.lines.length > 0 && (
            <Callout title={t("issuedTitle", { count: found.issued.lines.length + found.issued.more })}>
              <p className="mb-2">{t("issuedText")}</p>
              <Lines slug={slug} lines={found.issued.lines} more={found.issued.more} />
            </Callout>
          )}
          {nothing && <p className="text-sm text-muted">{t("nothing")}</p>}
          {!nothing && found.live.lines.length === 0 && (
            <form noValidate className="flex flex-col gap-4" aria-label={t("confirm")} onSubmit={confirm}>
              <Callout tone="warn" title={t("finalTitle")}>
                {t("finalText")}
              </Callout>
              <FieldFrame id={`${id}-reason`} label={t("reason")} hint={t("reasonHint")} error={trouble.errors.reason} required>
                <textarea
                  id={`${id}-reason`}
                  rows={2}
                  className="control"
                  value={reason}
                  aria-required
                  aria-invalid={trouble.errors.reason ? true : undefined}
                  aria-describedby={described("reason")}
                  onChange={(event) => setReason(event.target.value)}
                />
              </FieldFrame>
              <FieldFrame id={`${id}-password`} label={t("password")} hint={t("passwordHint")} error={trouble.errors.password} required>
                <input
                  id={`${id}-password`}
                  type="password"
                  className="control max-w-80"
                  autoComplete="current-password"
                  maxLength={200}
                  value={password}
                  required
                  aria-invalid={trouble.errors.password ? true : undefined}
                  aria-describedby={described("password")}
                  onChange={(event) => setPassword(event.target.value)}
                />
              </FieldFrame>
              <div>
                <Button type="submit" variant="danger" pending={pending}>
                  {t("confirm")}
                </Button>
              </div>
            </form>
          )}
        </section>
      )}
    </div>
  );
}

function Lines({ slug, lines, more }: { slug: string; lines: readonly TraceLine[]; more: number }) {
  const t = useTranslations("erasure");
  return (
    <ul className="flex flex-col gap-1">
      {lines.map((line) => (
        <li key={line.id}>
          {line.path ? (
            <Link className="link" href={`/${slug}${line.path}`} prefetch={false}>
              {line.record}
            </Link>
          ) : (
            line.record
          )}
          <span className="text-muted"> {line.fields.join(", ")}</span>
        </li>
      ))}
      {more > 0 && <li className="text-muted">{t("more", { count: more })}</li>}
    </ul>
  );
}
