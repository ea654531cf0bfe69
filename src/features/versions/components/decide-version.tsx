"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { FieldFrame, GroupFrame } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { showToast } from "@/components/ui/toast";
import type { VersionDecision } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";

const DECISIONS = ["approve", "request_changes", "decline"] as const satisfies readonly VersionDecision[];

interface DecideProps {
  action: (input: unknown) => Promise<ActionResult<unknown>>;
  version: { id: string; version: number; number: string; contentHash: string };
  email: string;
  /** Meetings in which it can be approved; null where the organisation does not ask for one. */
  meetings: readonly { id: string; label: string }[] | null;
  /** Why this person may approve although they wrote it; null where nothing is in the way. */
  exception: string | null;
  /** Refs of conflicts that are not settled. */
  openConflicts: readonly string[];
}

/** The decision about exactly the content above. It keeps no draft in the browser: a password must never be kept there. */
export function DecideVersion({ action, version, email, meetings, exception, openConflicts }: DecideProps) {
  const t = useTranslations("versionForm");
  const router = useRouter();
  const id = useId();
  const [decision, setDecision] = useState<VersionDecision | null>(null);
  const [comment, setComment] = useState("");
  const [meeting, setMeeting] = useState(meetings?.length === 1 ? meetings[0]!.id : "");
  const [acceptsConflicts, setAcceptsConflicts] = useState(false);
  const [conflictReason, setConflictReason] = useState("");
  const [password, setPassword] = useState("");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (!decision) {
      setErrors({ decision: t("decisionNeeded") });
      return;
    }
    setPending(true);
    setFault(null);
    try {
      const { number, ...read } = version;
      const approves = decision === "approve";
      const result = await action({
        ...read,
        decision,
        comment,
        managementReviewId: approves ? meeting : "",
        acceptedConflicts: approves && acceptsConflicts ? openConflicts : [],
        conflictReason: approves && acceptsConflicts ? conflictReason : "",
        password,
      });
      setErrors(!result.ok && result.kind === "invalid" ? result.fieldErrors : {});
      if (result.ok) {
        showToast({ title: t(`decided.${decision}`, { number }) });
        router.refresh();
        return;
      }
      // A conflict that was opened since the page was read has no field here yet.
      if (result.kind === "invalid" && result.fieldErrors.acceptedConflicts && openConflicts.length === 0) {
        setFault(result.fieldErrors.acceptedConflicts);
        router.refresh();
      }
      if (result.kind !== "invalid") setFault(result.message ?? t("offline"));
      setPassword("");
      // What stands here may have moved on: show what it is now.
      if (result.kind === "refused") router.refresh();
    } catch {
      setFault(t("offline"));
    } finally {
      setPending(false);
    }
  }

  const described = (name: string) => (errors[name] ? `${id}-${name}-error` : undefined);
  return (
    <form noValidate method="post" aria-label={t("decideTitle")} className="flex max-w-3xl flex-col gap-5" onSubmit={submit}>
      {fault && <Callout tone="error" title={fault} />}
      {exception && (
        <Callout tone="warn" title={t("exceptionTitle")}>
          {exception}
        </Callout>
      )}
      <GroupFrame id={`${id}-decision`} label={t("decision")} error={errors.decision} required>
        {DECISIONS.map((value) => (
          <label key={value} className="flex min-h-6 items-baseline gap-2">
            <input type="radio" name="decision" value={value} checked={decision === value} onChange={() => setDecision(value)} />
            <span>
              {t(`decisions.${value}`)} <span className="block text-sm text-muted">{t(`decisionHint.${value}`)}</span>
            </span>
          </label>
        ))}
      </GroupFrame>
      <FieldFrame id={`${id}-comment`} label={t("comment")} error={errors.comment} required={decision !== null && decision !== "approve"}>
        <textarea
          id={`${id}-comment`}
          name="comment"
          rows={3}
          className="control"
          value={comment}
          aria-invalid={errors.comment ? true : undefined}
          aria-describedby={described("comment")}
          onChange={(event) => setComment(event.target.value)}
        />
      </FieldFrame>
      {decision === "approve" && meetings !== null && meetings.length > 0 && (
        <FieldFrame id={`${id}-managementReviewId`} label={t("meeting")} hint={t("meetingHint")} error={errors.managementReviewId} required>
          <select
            id={`${id}-managementReviewId`}
            name="managementReviewId"
            className="control"
            value={meeting}
            aria-invalid={errors.managementReviewId ? true : undefined}
            aria-describedby={described("managementReviewId")}
            onChange={(event) => setMeeting(event.target.value)}
          >
            <option value="">{t("noMeeting")}</option>
            {meetings.map((one) => (
              <option key={one.id} value={one.id}>
                {one.label}
              </option>
            ))}
          </select>
        </FieldFrame>
      )}
      {decision === "approve" && openConflicts.length > 0 && (
        <GroupFrame
          id={`${id}-acceptedConflicts`}
          label={t("conflictsTitle", { count: openConflicts.length })}
          hint={t("conflictsText")}
          error={errors.acceptedConflicts}
          describedBy={[`${id}-acceptedConflicts-hint`, described("acceptedConflicts")].filter(Boolean).join(" ")}
          required
        >
          <label className="flex min-h-6 items-baseline gap-2">
            <input
              type="checkbox"
              name="acceptedConflicts"
              checked={acceptsConflicts}
              onChange={(event) => setAcceptsConflicts(event.target.checked)}
            />
            <span>{t("acceptConflicts", { refs: openConflicts.join(", ") })}</span>
          </label>
        </GroupFrame>
      )}
      {decision === "approve" && openConflicts.length > 0 && acceptsConflicts && (
        <FieldFrame id={`${id}-conflictReason`} label={t("conflictReason")} error={errors.conflictReason} required>
          <textarea
            id={`${id}-conflictReason`}
            name="conflictReason"
            rows={3}
            className="control"
            value={conflictReason}
            aria-invalid={errors.conflictReason ? true : undefined}
            aria-describedby={described("conflictReason")}
            onChange={(event) => setConflictReason(event.target.value)}
          />
        </FieldFrame>
      )}
      {/* Password managers look for whose password it is. */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <FieldFrame id={`${id}-password`} label={t("password")} hint={t("passwordHint")} error={errors.password} required>
        <input
          id={`${id}-password`}
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={200}
          className="control max-w-80"
          value={password}
          aria-invalid={errors.password ? true : undefined}
          aria-describedby={[`${id}-password-hint`, described("password")].filter(Boolean).join(" ")}
          onChange={(event) => setPassword(event.target.value)}
        />
      </FieldFrame>
      <p className="text-xs text-muted">
        {t("signsHash")} <span className="font-mono break-all">{version.contentHash}</span>
      </p>
      <div>
        <Button type="submit" variant={decision === "decline" ? "danger" : "primary"} pending={pending}>
          {t(decision ? `sign.${decision}` : "sign.none")}
        </Button>
      </div>
    </form>
  );
}
