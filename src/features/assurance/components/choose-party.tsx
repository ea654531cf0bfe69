"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { RecordForm } from "@/components/form/record-form";
import { RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import type { ActionResult } from "@/lib/action-result";

interface ChoosePartyProps {
  /** "/nordwind/assurance" */
  path: string;
  findParties: (input: unknown) => Promise<ActionResult<{ id: string; ref: string; name: string; adverse: boolean }[]>>;
}

/** For whom the sheet is: attackers and competitors are not among the choices. */
export function ChooseParty({ path, findParties }: ChoosePartyProps) {
  const t = useTranslations("assurance");
  const ui = useTranslations("validation");
  const router = useRouter();
  const form = useRecordForm<{ party: string }, null>({
    formKey: "assurance-sheet:party",
    // Nothing is stored yet: the address carries the choice.
    action: async (input) => {
      const { party } = input as { party: string };
      if (!party) return { ok: false, kind: "invalid", fieldErrors: { party: ui("required") }, message: "" };
      router.push(`${path}/new?party=${encodeURIComponent(party)}`);
      return { ok: true, data: null };
    },
    initial: { party: "" },
  });
  return (
    <RecordForm form={form} submitLabel={t("continue")} cancelHref={path}>
      <RecordPicker
        name="party"
        label={t("party")}
        hint={t("partyHint")}
        required
        options={[]}
        load={async (q) => {
          const answer = await findParties({ q });
          if (!answer.ok) throw new Error(answer.message);
          return answer.data.filter(({ adverse }) => !adverse).map(({ ref, name }) => ({ value: ref, reference: ref, label: name }));
        }}
      />
    </RecordForm>
  );
}
