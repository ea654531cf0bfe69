"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Chip } from "@/components/ui/status-mark";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

export interface CatalogueEntry {
  key: string;
  name: string;
  kind: string;
  why: string;
  adverse: boolean;
  /** Where it stands in the register already. */
  ref?: string;
}

interface CatalogueFormProps {
  /** "/nordwind/interested-parties" */
  path: string;
  groups: readonly { label: string; entries: readonly CatalogueEntry[] }[];
  adverseWord: string;
  action: (input: unknown) => Promise<ActionResult<{ refs: string[] }>>;
}

/** Tick what fits; each becomes a candidate. */
export function CatalogueForm({ path, groups, adverseWord, action }: CatalogueFormProps) {
  const t = useTranslations("partyForm");
  const router = useRouter();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [pending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  async function add() {
    if (chosen.length === 0) return;
    setPending(true);
    setFault(null);
    try {
      const result = await action({ keys: chosen, idempotencyKey: crypto.randomUUID() });
      if (result.ok) {
        showToast({ title: t("catalogueAdded", { count: result.data.refs.length }) });
        setChosen([]);
        router.push(`${path}?status=candidate`);
        router.refresh();
      } else setFault(result.message ?? t("failed"));
    } catch {
      setFault(t("failed"));
    } finally {
      setPending(false);
    }
  }
  return (
    <form
      className="flex max-w-5xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {fault && <Callout tone="error" title={fault} />}
      {groups.map((group) => (
        <fieldset key={group.label}>
          <legend className="mb-2 font-serif text-xl font-semibold">{group.label}</legend>
          <ul className="border-t">
            {group.entries.map((entry) => (
              <li key={entry.key} className="border-b">
                <label className="flex items-start gap-3 py-2">
                  <input
                    type="checkbox"
                    className="mt-1 size-4 shrink-0 accent-ink"
                    disabled={entry.ref !== undefined}
                    checked={entry.ref !== undefined || chosen.includes(entry.key)}
                    onChange={(event) =>
                      setChosen(event.target.checked ? [...chosen, entry.key] : chosen.filter((key) => key !== entry.key))
                    }
                  />
                  <span className="min-w-0">
                    <span className="font-medium">{entry.name}</span> <span className="text-sm text-muted">{entry.kind}</span>{" "}
                    {entry.adverse && <Chip shape="adverse">{adverseWord}</Chip>}
                    {entry.ref && (
                      <span className="text-sm">
                        {t("catalogueInRegister")}{" "}
                        <Link href={`${path}/${entry.ref}`} prefetch={false} className="link font-mono">
                          {entry.ref}
                        </Link>
                      </span>
                    )}
                    <span className="block text-sm text-muted">{entry.why}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      ))}
      <div className="sticky bottom-0 border-t bg-paper py-3">
        <Button type="submit" variant="primary" pending={pending} disabled={chosen.length === 0}>
          {t("catalogueAdd", { count: chosen.length })}
        </Button>
      </div>
    </form>
  );
}
