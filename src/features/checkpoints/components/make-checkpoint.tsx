"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/action-result";

interface MakeCheckpointProps {
  action: (input: unknown) => Promise<ActionResult<{ sequence: number; made: boolean }>>;
}

/** Signs the history as it stands. */
export function MakeCheckpoint({ action }: MakeCheckpointProps) {
  const t = useTranslations("checkpoints");
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [said, setSaid] = useState("");
  const run = async () => {
    setPending(true);
    const answer = await action({}).catch(() => null);
    setPending(false);
    if (!answer) setSaid(t("failed"));
    else if (!answer.ok) setSaid(answer.message ?? t("failed"));
    else {
      setSaid(t(answer.data.made ? "made" : "madeBefore", { sequence: answer.data.sequence }));
      router.refresh();
    }
  };
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      <Button onClick={() => void run()} pending={pending}>
        {t("make")}
      </Button>
      <p className="text-sm" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
