import type { ActionResult } from "@/lib/action-result";
import { showToast } from "./toast";

interface BringBackOffer {
  /** What was done, e.g. "SRC-004 was retired". */
  title: string;
  label: string;
  failed: string;
  bringBack: (input: unknown) => Promise<ActionResult<unknown>>;
  id: string;
  /** The version that retiring made: if anybody touches the record meanwhile, it stays as they left it. */
  version: number;
  refresh: () => void;
}

/** Says that a record was retired and offers for ten seconds to take it back. */
export function offerBringBack({ title, label, failed, bringBack, id, version, refresh }: BringBackOffer): void {
  showToast({
    title,
    undo: {
      label,
      failed,
      run: async () => {
        const undone = await bringBack({ id, version });
        if (undone.ok) refresh();
        return undone;
      },
    },
  });
}
