"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { type Option, ReasonField, SelectField, Switch, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { Member, PendingInvitation } from "../queries";

type Action = (input: unknown) => Promise<ActionResult<unknown>>;

/** Change role, department, place in top management. */
export function EditMember({ member, action, roles }: { member: Member; action: Action; roles: readonly Option[] }) {
  const t = useTranslations("members");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={member.name}
      description={member.email}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" aria-label={t("changeOf", { name: member.name })}>
          {t("change")}
        </Button>
      }
    >
      <EditMemberForm member={member} action={action} roles={roles} close={() => setOpen(false)} />
    </Dialog>
  );
}

function EditMemberForm({ member, action, roles, close }: { member: Member; action: Action; roles: readonly Option[]; close: () => void }) {
  const t = useTranslations("members");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `membership:${member.id}`,
    action,
    version: member.version,
    fixed: { id: member.id },
    initial: { role: member.role as string, department: member.department, isTopManagement: member.isTopManagement, reason: "" },
    onSuccess: () => {
      showToast({ title: t("changed", { name: member.name }) });
      close();
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("save")} onCancel={close}>
      <SelectField
        name="role"
        label={t("role")}
        hint={roles.find(({ value }) => value === form.values.role)?.hint}
        required
        options={roles}
      />
      <TextField name="department" label={t("department")} hint={t("departmentHint")} maxLength={120} />
      <Switch name="isTopManagement" label={t("topManagement")} hint={t("topManagementHint")} />
      <ReasonField />
    </RecordForm>
  );
}

export function EndMember({ member, action }: { member: Pick<Member, "id" | "version" | "name">; action: Action }) {
  const t = useTranslations("members");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("endTitle", { name: member.name })}
      confirmLabel={t("end")}
      danger
      reason="required"
      trigger={
        <Button size="small" variant="quiet" aria-label={t("endOf", { name: member.name })}>
          {t("end")}
        </Button>
      }
      onConfirm={(reason) => action({ id: member.id, version: member.version, reason })}
      onDone={() => router.refresh()}
    >
      {t("endText")}
    </ConfirmDialog>
  );
}

export function LeaveOrganization({ action }: { action: Action }) {
  const t = useTranslations("members");
  return (
    <ConfirmDialog
      title={t("leaveTitle")}
      confirmLabel={t("leave")}
      danger
      reason="optional"
      trigger={
        <Button size="small" variant="quiet">
          {t("leave")}
        </Button>
      }
      onConfirm={(reason) => action({ reason })}
      onDone={() => window.location.assign("/organizations")}
    >
      {t("leaveText")}
    </ConfirmDialog>
  );
}

/** Comes back with the role they had; it can be changed afterwards. */
export function BringBackMember({ member, action }: { member: Member; action: Action }) {
  const t = useTranslations("members");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("bringBackTitle", { name: member.name })}
      confirmLabel={t("bringBack")}
      reason="optional"
      trigger={
        <Button size="small" aria-label={t("bringBackOf", { name: member.name })}>
          {t("bringBack")}
        </Button>
      }
      onConfirm={(reason) => action({ id: member.id, version: member.version, role: member.role, reason })}
      onDone={() => router.refresh()}
    >
      {t("bringBackText")}
    </ConfirmDialog>
  );
}

export function RevokeInvitation({ invitation, action }: { invitation: PendingInvitation; action: Action }) {
  const t = useTranslations("members");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("revokeTitle", { email: invitation.email })}
      confirmLabel={t("revoke")}
      danger
      trigger={
        <Button size="small" variant="quiet" aria-label={t("revokeOf", { email: invitation.email })}>
          {t("revoke")}
        </Button>
      }
      onConfirm={() => action({ id: invitation.id, version: invitation.version })}
      onDone={() => router.refresh()}
    >
      {t("revokeText")}
    </ConfirmDialog>
  );
}
