import { Pencil } from "lucide-react";
import type { ComponentProps } from "react";
import { RecordLife } from "@/components/record-life";
import { LinkButton } from "@/components/ui/button";

type Deed = ComponentProps<typeof RecordLife>["action"];

interface RecordDeedsProps {
  record: { id: string; ref: string; version: number };
  living: boolean;
  editHref: string;
  retire: Deed;
  bringBack: Deed;
  /** How many point to it, for what is said before it retires. */
  count: number;
  words: (
    key: "edit" | "retire" | "retireTitle" | "retireText" | "bringBack" | "bringBackTitle" | "bringBackText",
    values: { ref: string; count: number },
  ) => string;
}

/** What may be done with a record from the head of its page: edit and retire it while it lives, bring it back when it does not. */
export function RecordDeeds({ record, living, editHref, retire, bringBack, count, words }: RecordDeedsProps) {
  const say = (key: Parameters<typeof words>[0]) => words(key, { ref: record.ref, count });
  if (!living) {
    return (
      <RecordLife record={record} action={bringBack} deed="bring-back" label={say("bringBack")} title={say("bringBackTitle")}>
        {say("bringBackText")}
      </RecordLife>
    );
  }
  return (
    <>
      <LinkButton href={editHref} variant="primary" icon={<Pencil aria-hidden className="size-4" />}>
        {say("edit")}
      </LinkButton>
      <RecordLife record={record} action={retire} deed="retire" label={say("retire")} title={say("retireTitle")}>
        {say("retireText")}
      </RecordLife>
    </>
  );
}
