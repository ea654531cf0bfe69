import type { EditableList } from "@/domain/list-edits";

/** Views that every list has from the start, as address parameters of its own filters: what is mine, late, open, or stands on nothing. */
export const READY_VIEWS: Record<EditableList, readonly { id: string; query: string }[]> = {
  "interested-parties": [
    { id: "mine", query: "owner=mine" },
    { id: "overdue", query: "overdue=1" },
    { id: "undecided", query: "undecided=1" },
    { id: "notAddressed", query: "notAddressed=1" },
    { id: "withoutSource", query: "unsourced=1" },
  ],
  requirements: [
    { id: "mine", query: "owner=mine" },
    { id: "overdue", query: "overdue=1" },
    { id: "undecided", query: "undecided=1" },
    { id: "notAddressed", query: "isms=not_addressed" },
    { id: "withoutSource", query: "unsourced=1" },
  ],
  sources: [
    { id: "mine", query: "owner=mine" },
    { id: "ended", query: "term=ended" },
    { id: "unused", query: "unused=1" },
  ],
  obligations: [
    { id: "mine", query: "owner=mine" },
    { id: "overdue", query: "unverified=1" },
    { id: "unused", query: "unused=1" },
  ],
  context: [
    { id: "mine", query: "owner=mine" },
    { id: "withoutOwner", query: "unowned=1" },
    { id: "noParty", query: "noParty=1" },
  ],
  objectives: [
    { id: "mine", query: "owner=mine" },
    { id: "withoutOwner", query: "unowned=1" },
    { id: "noRequirement", query: "noRequirement=1" },
  ],
};
