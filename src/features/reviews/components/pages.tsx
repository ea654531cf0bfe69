import { LinkButton } from "@/components/ui/button";
import { translator } from "@/lib/translate";

/** Links to the pages beside this one; nothing where there is one page only. */
export function Pages({ label, page, pages, href }: { label: string; page: number; pages: number; href: (page: number) => string }) {
  const t = translator("reviews.list");
  if (pages <= 1) return null;
  return (
    <nav aria-label={label} className="no-print mt-3 flex flex-wrap items-center gap-3 text-sm">
      {page > 1 && (
        <LinkButton size="small" href={href(page - 1)} rel="prev" scroll={false}>
          {t("previous")}
        </LinkButton>
      )}
      <span className="text-muted tabular-nums">{t("page", { page, pages })}</span>
      {page < pages && (
        <LinkButton size="small" href={href(page + 1)} rel="next" scroll={false}>
          {t("next")}
        </LinkButton>
      )}
    </nav>
  );
}
