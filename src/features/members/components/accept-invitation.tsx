"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ActionResult } from "@/lib/action-result";

interface AcceptInvitationProps {
  token: string;
  action: (input: unknown) => Promise<ActionResult<{ slug: string }>>;
  label: string;
  offline: string;
}

/** Opening the link accepts nothing (mail programs open links by themselves); this click does. */
export function AcceptInvitation({ token, action, label, offline }: AcceptInvitationProps) {
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  async function accept() {
    setPending(true);
    setFault(null);
    try {
      const result = await action({ token });
      if (result.ok) {
        window.location.assign(`/${result.data.slug}`);
        return;
      }
      setFault(result.message ?? null);
    } catch {
      setFault(offline);
    }
    setPending(false);
  }
  return (
    <div className="flex flex-col items-start gap-4">
      {fault && <Callout tone="error" title={fault} />}
      <Button variant="primary" pending={pending} onClick={() => void accept()}>
        {label}
      </Button>
    </div>
  );
}
