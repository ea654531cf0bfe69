"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

interface AddButtonProps {
  /** Key of the catalogue party. */
  templateKey: string;
  words: { add: string; added: string; failed: string };
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
}

/** One click: the party becomes a candidate, with the reasons as evidence of how it was found. */
export function AddSilentButton({ templateKey, words, action }: AddButtonProps) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  async function add() {
    setPending(true);
    try {
      const result = await action({ key: templateKey, idempotencyKey: crypto.randomUUID() });
      if (result.ok) showToast({ title: `${words.added} ${result.data.ref}` });
      else showToast({ title: words.failed, description: result.message, tone: "error" });
      router.refresh();
    } catch {
      showToast({ title: words.failed, tone: "error" });
    } finally {
      setPending(false);
    }
  }
  return (
    <Button size="small" className="no-print" pending={pending} onClick={() => void add()}>
      {words.add}
    </Button>
  );
}
