"use client";

import { Pencil, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { StatusMark } from "@/components/ui/status-mark";
import { showToast } from "@/components/ui/toast";
import { NO_RISK_REF } from "@/domain/risk";
import type { WeaknessCode } from "@/domain/thread";
import type { LinkCoverage, LinkTargetType } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import { EditLink, RemoveLink } from "./link-edit";
import { type DraftLink, type LinkFault, LinkForm } from "./link-form";
import { type OfferedLink, Suggestions } from "./suggestions";
import type { SearchTargets } from "./target-picker";

/** A link with its words, made on the server. */
export interface PanelLink {
  type: LinkTargetType;
  ref: string;
  title: string;
  href?: string;
  rationale: string;
  coverage: LinkCoverage | "";
  weak: string[];
}

export interface LinkSaved {
  version: number;
  batchId: string;
  warnings: { ref: string; code: WeaknessCode }[];
}

type Act<Input> = (input: Input) => Promise<ActionResult<LinkSaved>>;
interface Guarded {
  id: string;
  version: number;
  reason: string;
}

export interface LinkActions {
  link: Act<Guarded & { links: DraftLink[] }>;
  change: Act<Guarded & { type: LinkTargetType; ref: string; rationale: string; coverage: LinkCoverage | "" }>;
  unlink: Act<Guarded & { type: LinkTargetType; ref: string }>;
  undo: (input: { batchId: string }) => Promise<ActionResult<unknown>>;
  search: SearchTargets;
}

interface LinkPanelProps {
  requirement: { id: string; ref: string; version: number; reasonNeeded: boolean };
  links: readonly PanelLink[];
  suggestions: readonly OfferedLink[];
  /** Null for whoever may only read. */
  actions: LinkActions | null;
  /** The kind to begin with, where somebody came to close a gap. */
  start?: LinkTargetType;
}

/** What answers the requirement, and, for whoever may write, the ways to link more: by searching, by a ref, or by taking a suggestion. */
export function LinkPanel({ requirement, links, suggestions, actions, start }: LinkPanelProps) {
  const t = useTranslations("threads.link");
  const router = useRouter();
  const [open, setOpen] = useState<{ key: string; deed: "edit" | "remove" } | null>(null);
  const guard = (reason = "") => ({ id: requirement.id, version: requirement.version, reason });

  function done(title: string, saved: LinkSaved) {
    setOpen(null);
    const warned = saved.warnings.map(({ ref, code }) => t("warned", { ref, warning: t(`warning.${code}`) })).join(" ");
    showToast({
      title,
      description: warned || undefined,
      undo: actions
        ? {
            label: t("undo"),
            failed: t("undoFailed"),
            run: async () => {
              const result = await actions.undo({ batchId: saved.batchId });
              router.refresh();
              return result;
            },
          }
        : undefined,
    });
    router.refresh();
  }

  async function draw(link: DraftLink, reason = ""): Promise<LinkFault | null> {
    if (!actions) return null;
    const result = await attempt(actions.link({ ...guard(reason), links: [link] }), t("failed"));
    if (!result.ok) return result.fault;
    done(link.ref === NO_RISK_REF ? t("noRiskDone") : t("linked", { ref: link.ref }), result.saved);
    return null;
  }

  return (
    <div className="flex flex-col gap-5">
      {links.length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <ul className="border-t">
          {links.map((link) => {
            const key = `${link.type} ${link.ref}`;
            const shown = open?.key === key ? open.deed : null;
            return (
              <li key={key} className="border-b py-2">
                <Standing
                  link={link}
                  deeds={
                    actions && (
                      <>
                        {link.type !== "objective" && (
                          <Button
                            size="icon"
                            variant="quiet"
                            aria-expanded={shown === "edit"}
                            aria-label={t("edit", { ref: nameOf(link, t("noRisk")) })}
                            onClick={() => setOpen(shown === "edit" ? null : { key, deed: "edit" })}
                          >
                            <Pencil aria-hidden className="size-4" />
                          </Button>
                        )}
                        <Button
                          size="icon"
                          variant="quiet"
                          aria-expanded={requirement.reasonNeeded ? shown === "remove" : undefined}
                          aria-label={t("remove", { ref: nameOf(link, t("noRisk")) })}
                          onClick={async () => {
                            if (requirement.reasonNeeded) return setOpen(shown === "remove" ? null : { key, deed: "remove" });
                            const result = await attempt(actions.unlink({ ...guard(), type: link.type, ref: link.ref }), t("failed"));
                            if (result.ok) done(t("unlinked", { ref: nameOf(link, t("noRisk")) }), result.saved);
                            else showToast({ title: t("failed"), description: wordsOf(result.fault), tone: "error" });
                          }}
                        >
                          <X aria-hidden className="size-4" />
                        </Button>
                      </>
                    )
                  }
                />
                {actions && shown === "edit" && (
                  <EditLink
                    link={link}
                    cancel={() => setOpen(null)}
                    save={async ({ rationale, coverage }) => {
                      const result = await attempt(
                        actions.change({ ...guard(), type: link.type, ref: link.ref, rationale, coverage }),
                        t("failed"),
                      );
                      if (!result.ok) return result.fault;
                      done(t("changed", { ref: nameOf(link, t("noRisk")) }), result.saved);
                      return null;
                    }}
                  />
                )}
                {actions && shown === "remove" && (
                  <RemoveLink
                    name={nameOf(link, t("noRisk"))}
                    cancel={() => setOpen(null)}
                    remove={async (reason) => {
                      const result = await attempt(actions.unlink({ ...guard(reason), type: link.type, ref: link.ref }), t("failed"));
                      if (!result.ok) return result.fault;
                      done(t("unlinked", { ref: nameOf(link, t("noRisk")) }), result.saved);
                      return null;
                    }}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {actions && (
        <div className="no-print grid gap-6 lg:grid-cols-2">
          <section aria-label={t("add")}>
            <h3 className="mb-2 font-medium">{t("add")}</h3>
            <LinkForm key={start} start={start} search={actions.search} submit={draw} submitLabel={t("submit")} />
          </section>
          <Suggestions
            requirementId={requirement.id}
            offered={suggestions}
            take={(offered) =>
              draw({ type: offered.type, ref: offered.ref, rationale: offered.rationale, coverage: "" }, offered.reasons.join("; "))
            }
          />
        </div>
      )}
    </div>
  );
}

function Standing({ link, deeds }: { link: PanelLink; deeds: React.ReactNode }) {
  const t = useTranslations("threads.link");
  const word = useTranslations("vocabulary");
  const noRisk = link.type === "risk" && link.ref === NO_RISK_REF;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4">
      <div className="min-w-0 text-[0.9375rem]">
        <span className="mr-2 text-xs text-muted">{word(`linkTargetType.${link.type}`)}</span>
        {noRisk ? (
          t("noRisk")
        ) : link.href ? (
          <Link href={link.href} prefetch={false} className="link">
            <span className="mr-1.5 font-mono text-[0.8125rem]">{link.ref}</span>
            {link.title}
          </Link>
        ) : (
          <span className="font-mono text-[0.8125rem]">{link.ref}</span>
        )}
        {link.coverage && <span className="ml-2 text-sm text-muted">{word(`linkCoverage.${link.coverage}`)}</span>}
        {link.rationale && <p className="prose-width text-sm text-muted">{link.rationale}</p>}
        {link.weak.map((weak) => (
          <StatusMark key={weak} shape="partly" className="mr-3 text-sm">
            {weak}
          </StatusMark>
        ))}
      </div>
      <div className="no-print flex items-start">{deeds}</div>
    </div>
  );
}

function nameOf(link: Pick<PanelLink, "type" | "ref">, noRisk: string): string {
  return link.type === "risk" && link.ref === NO_RISK_REF ? noRisk : link.ref;
}

export function wordsOf(fault: LinkFault): string {
  return [fault.ref, fault.rationale, fault.message].filter(Boolean).join(" ");
}

/** What a write answered, as words at the field they belong to. A lost line is told, not thrown. */
export async function attempt(
  write: Promise<ActionResult<LinkSaved>>,
  failed: string,
): Promise<{ ok: true; saved: LinkSaved } | { ok: false; fault: LinkFault }> {
  const result = await write.catch(() => null);
  if (!result) return { ok: false, fault: { message: failed } };
  if (result.ok) return { ok: true, saved: result.data };
  if (result.kind === "invalid") {
    const { ref, rationale, ...rest } = result.fieldErrors;
    return { ok: false, fault: { ref, rationale, message: Object.values(rest).join(" ") || undefined } };
  }
  if (result.kind === "reason_required") return { ok: false, fault: { rationale: result.message } };
  return { ok: false, fault: { message: result.message } };
}
