"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

interface FeedBoxProps {
  scope: "mine" | "all";
  /** The address that works now, as far as it is known: never its secret. */
  feed: { id: string; madeOn: string; lastRead: string | null } | null;
  make: (input: unknown) => Promise<ActionResult<{ address: string }>>;
  end: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** One calendar address: made, shown once, ended. */
export function FeedBox({ scope, feed, make, end }: FeedBoxProps) {
  const t = useTranslations("calendar");
  const router = useRouter();
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  async function makeOne() {
    setPending(true);
    const answer = await make({ scope }).catch(() => null);
    setPending(false);
    if (answer?.ok) {
      setAddress(answer.data.address);
      setProblem(null);
      router.refresh();
    } else setProblem(answer?.message ?? null);
  }
  return (
    <section aria-label={t(`scope.${scope}`)} className="flex flex-col gap-2 border-b py-4">
      <h2 className="font-serif text-xl font-semibold">{t(`scope.${scope}`)}</h2>
      <p className="prose-width text-sm text-muted">{t(`hint.${scope}`)}</p>
      <p className="text-sm">
        {feed
          ? [t("madeOn", { day: feed.madeOn }), feed.lastRead ? t("lastRead", { at: feed.lastRead }) : t("neverRead")].join(" · ")
          : t("none")}
      </p>
      {problem && (
        <div role="alert">
          <Callout tone="error" title={problem} />
        </div>
      )}
      {address && (
        <Callout title={t("shownOnce")}>
          <div className="flex flex-wrap items-center gap-2">
            <input
              className="control min-w-0 flex-1 font-mono text-sm"
              readOnly
              aria-label={t("addressLabel")}
              value={address}
              onFocus={(event) => event.target.select()}
            />
            <Button
              size="small"
              onClick={() =>
                void navigator.clipboard?.writeText(address).then(
                  () => showToast({ title: t("copied") }),
                  () => {},
                )
              }
            >
              {t("copy")}
            </Button>
          </div>
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant={feed ? "secondary" : "primary"} pending={pending} onClick={makeOne}>
          {t(feed ? `makeAgain.${scope}` : `make.${scope}`)}
        </Button>
        {feed && (
          <ConfirmDialog
            title={t("endTitle")}
            confirmLabel={t("end")}
            trigger={<Button>{t("end")}</Button>}
            onConfirm={() => end({ id: feed.id })}
            onDone={() => {
              setAddress(null);
              showToast({ title: t("ended") });
              router.refresh();
            }}
          >
            {t("endText")}
          </ConfirmDialog>
        )}
      </div>
    </section>
  );
}
