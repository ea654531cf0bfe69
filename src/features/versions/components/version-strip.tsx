import Link from "next/link";
import { Shape } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { VersionStrip } from "../queries";

/** In the frame of every page: which version governs, and how far the register has moved on since. */
export function Standing({ home, strip }: { home: string; strip: VersionStrip }) {
  const t = translator("versions.strip");
  const { governing, changes, more, inWork } = strip;
  const link = "link inline-flex min-h-6 items-center gap-1.5";
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-4 text-sm text-muted">
      {governing ? (
        <Link href={`${home}/versions/${governing.number}`} className={link} prefetch={false}>
          <Shape shape="decided" />
          {t("approved", { number: governing.number })}
        </Link>
      ) : (
        <Link href={`${home}/versions`} className={link} prefetch={false}>
          <Shape shape="open" />
          {t("none")}
        </Link>
      )}
      {governing && changes !== null && changes > 0 && (
        <Link href={`${home}/versions/compare?from=${governing.number}&to=now`} className={link} prefetch={false}>
          {t(more ? "changesMore" : "changes", { count: changes })}
        </Link>
      )}
      {inWork && inWork.status === "in_review" && (
        <Link href={`${home}/versions/${inWork.number}`} className={link} prefetch={false}>
          <Shape shape="partly" />
          {t("inReview", { number: inWork.number })}
        </Link>
      )}
    </p>
  );
}
