"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { ProgressBar } from "@/components/ui/progress-bar";

const POLL_MS = 1_000;

/** Asks how far the file is until it is ready or has failed; then the page is drawn anew. */
export function CopyProgress({ href, start }: { href: string; start: number }) {
  const t = useTranslations("copies");
  const router = useRouter();
  const [progress, setProgress] = useState(start);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const ask = async () => {
      try {
        const response = await fetch(href, { cache: "no-store" });
        if (left) return;
        if (response.ok) {
          const answer = (await response.json()) as { status: string; progress: number };
          if (left) return;
          setProgress(answer.progress);
          if (answer.status !== "making") {
            router.refresh();
            return;
          }
        }
      } catch {
        // The next question may be answered again.
      }
      if (!left) timer = setTimeout(ask, POLL_MS);
    };
    timer = setTimeout(ask, POLL_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [href, router]);
  return <ProgressBar value={progress} max={100} label={t("makingNow")} />;
}
