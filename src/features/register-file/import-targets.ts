import type { RegisterFile, RegisterLink } from "@/domain/register-file-records";
import { NO_RISK_REF } from "@/domain/risk";
import type { IsmsDocumentType, LinkTargetType } from "@/domain/vocabulary";
import type { LinkTarget } from "@/server/record";
import type { RecordCollection } from "./collections";

const COLLECTION_OF: Readonly<Record<LinkTargetType, RecordCollection | null>> = {
  clause: null,
  control: "own_controls",
  risk: "risks",
  policy: "documents",
  procedure: "documents",
  objective: "objectives",
  evidence: "evidence",
  scope: "scope_units",
};

/**
 * What the links of a file lead to. The vocabulary of the audit checks names risks and evidence by their id, Goldthread everything by its ref: a ref that
 * the file gives to a record stays, an id becomes the ref that its record got here, and anything else (a control of Annex A, a clause) is left alone.
 */
export class TargetRefs {
  private readonly refs = new Map<RecordCollection, Map<string, string>>();
  private readonly given = new Map<RecordCollection, ReadonlySet<string>>();

  constructor(private readonly file: RegisterFile) {}

  /** @param refs id in the file -> ref here */
  learn(collection: RecordCollection, refs: Map<string, string>): void {
    const records = this.file[collection] as readonly { ref?: string }[];
    this.refs.set(collection, refs);
    this.given.set(collection, new Set(records.flatMap(({ ref }) => (ref ? [ref] : []))));
  }

  ref(type: LinkTargetType, target: string): string {
    const collection = COLLECTION_OF[type];
    if (collection === null || (type === "risk" && target === NO_RISK_REF)) return target;
    return this.in(collection, target) ?? target;
  }

  /** The same where the kind is not said. */
  any(target: string): string {
    for (const collection of this.refs.keys()) {
      const ref = this.in(collection, target);
      if (ref !== null) return ref;
    }
    return target;
  }

  /** A document of which the file does not say what it is: what requirements link it as. */
  documentType({ id, ref }: { id: string; ref: string }): IsmsDocumentType {
    const link = this.file.links.find(
      ({ target_type: type, target_ref: target }) =>
        (type === "policy" || type === "procedure") && (target === id || (ref !== "" && target === ref)),
    );
    return link ? (link.target_type as "policy" | "procedure") : "other";
  }

  private in(collection: RecordCollection, target: string): string | null {
    if (this.given.get(collection)?.has(target)) return target;
    return this.refs.get(collection)?.get(target) ?? null;
  }
}

/** The links of each requirement. Two with the same target are one here, with both reasons and the larger part covered. */
export function linksByRequirement(file: RegisterFile, targets: TargetRefs): Map<string, LinkTarget[]> {
  const byRequirement = new Map<string, Map<string, LinkTarget>>();
  for (const link of file.links) {
    const links = byRequirement.get(link.requirement_id) ?? new Map<string, LinkTarget>();
    byRequirement.set(link.requirement_id, links);
    const targetRef = targets.ref(link.target_type, link.target_ref);
    const key = `${link.target_type}\n${targetRef}`;
    const same = links.get(key);
    if (same) join(same, link);
    else links.set(key, { targetType: link.target_type, targetRef, rationale: link.rationale, ...covered(link.coverage) });
  }
  return new Map([...byRequirement].map(([id, links]) => [id, [...links.values()]]));
}

function join(link: LinkTarget, { rationale, coverage }: RegisterLink): void {
  if (rationale && !link.rationale.includes(rationale)) link.rationale = [link.rationale, rationale].filter(Boolean).join("; ");
  if (coverage === "fully" || !link.coverage) Object.assign(link, covered(coverage));
}

const covered = (coverage: RegisterLink["coverage"]) => (coverage === "" ? {} : { coverage });
