import { judgeDocument } from "@/domain/isms-document";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change, type Stored } from "@/server/record";
import type { DocumentChange, DocumentRetirement, DocumentReturn, NewDocument } from "./schema";

export interface SavedDocument {
  id: string;
  ref: string;
  version: number;
}

/** Enters a document of the ISMS (7.5). Throws Invalid for days that cannot be and for an address that a browser would run. */
export async function createDocument(access: Access, input: NewDocument): Promise<SavedDocument> {
  return change(access, async (record) => {
    await requireOwner(record, access, input.ownerId);
    judge(input);
    return saved(await record.create("document", { ...input }));
  });
}

/** Throws Conflict, NotFound, Invalid, Refused for a retired one. Links follow where its type changes: the ref stays the same. */
export async function updateDocument(access: Access, { id, version, reason, ...values }: DocumentChange): Promise<SavedDocument> {
  return change(access, async (record) => {
    const before = await record.get("document", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    const patch = (document: Stored) => {
      if (document.values.status === "retired") throw new Refused("document-retired");
      judge(values);
      return { ...values };
    };
    return saved(await record.update("document", id, version, patch, { reason }));
  });
}

/** active -> retired; requirements keep pointing to it, which then shows as a gap of their thread. */
export async function retireDocument(access: Access, { id, version, reason }: DocumentRetirement): Promise<SavedDocument> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status === "retired") throw new Refused("document-already_retired");
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("document", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackDocument(access: Access, { id, version, reason }: DocumentReturn): Promise<SavedDocument> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status !== "retired") throw new Refused("document-not_retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("document", id, version, patch, { action: "bring-back", reason }));
  });
}

function judge(document: NewDocument): void {
  const ruling = judgeDocument(document, today());
  if (!ruling.ok) throw new Invalid({ [ruling.field ?? "title"]: translator("refusals")(`document-${ruling.code}`) });
}

function saved({ id, ref, version }: Stored): SavedDocument {
  return { id, ref: ref ?? "", version };
}
