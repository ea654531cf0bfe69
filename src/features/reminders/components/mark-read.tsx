"use client";

import { useEffect } from "react";
import type { ActionResult } from "@/lib/action-result";

/** Somebody looks at the digest of this day: it is read. */
export function MarkRead({ day, action }: { day: string; action: (input: unknown) => Promise<ActionResult<unknown>> }) {
  useEffect(() => {
    void action({ day }).catch(() => {});
  }, [day, action]);
  return null;
}
