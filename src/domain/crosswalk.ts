import { searchKey } from "@/domain/normalise";
import data from "@/domain/reference/framework-crosswalk.json" with { type: "json" };

/** Where other frameworks ask about interested parties. Reference, no advice: what was not looked up says so (decision D17). */
export interface Provision {
  ref: string;
  title: string;
  note: string;
  /** The fields of the register that answer it. */
  use: string;
  basis: string;
  /** looked_up: read in a public page; partly: only number and title were; expert: stated from knowledge, a lawyer should read it. */
  standing: "looked_up" | "partly" | "expert";
}

export interface Framework {
  key: string;
  title: string;
  applies: string | null;
  provisions: Provision[];
}

export const FRAMEWORKS: readonly Framework[] = data.frameworks.map(({ key, title, applies, items }) => ({
  key,
  title,
  applies,
  provisions: items.map(({ ref, title: name, note, register_use: use, basis }) => ({
    ref,
    title: name,
    note,
    use,
    basis,
    standing: basis.startsWith("expert") ? "expert" : basis === "looked-up" ? "looked_up" : "partly",
  })),
}));

/** The frameworks with the provisions that hold all the words; `key` narrows to one framework. Frameworks without any are left out. */
export function findProvisions({ key, q }: { key: string | null; q: string }): Framework[] {
  const words = searchKey(q).split(" ").filter(Boolean);
  return FRAMEWORKS.filter((framework) => !key || framework.key === key).flatMap((framework) => {
    const provisions = framework.provisions.filter(({ ref, title, note, use }) => {
      const text = searchKey([framework.title, ref, title, note, use].join(" "));
      return words.every((word) => text.includes(word));
    });
    return provisions.length > 0 ? [{ ...framework, provisions }] : [];
  });
}
