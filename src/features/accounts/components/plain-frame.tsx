import type { ReactNode } from "react";
import { translator } from "@/lib/translate";

/** The frame of pages that belong to no organisation: signing in, choosing one, an invitation, an error. */
export function PlainFrame({
  title,
  lead,
  children,
  wide = false,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  wide?: boolean;
}) {
  const t = translator("ui");
  return (
    <div className="mx-auto flex min-h-dvh w-full flex-col px-4 py-8 sm:py-16">
      <main id="main" className={`mx-auto w-full ${wide ? "max-w-2xl" : "max-w-md"}`}>
        <p className="mb-8 flex items-center gap-2 font-serif text-lg font-semibold">
          <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 shrink-0" fill="none">
            <path d="M2 13.5C6 13.5 6 6.5 10 6.5s4 7 8 7" className="stroke-gold" strokeWidth="2" strokeLinecap="round" />
            <circle cx="2.5" cy="13.5" r="1.7" className="fill-ink" />
            <circle cx="17.5" cy="13.5" r="1.7" className="fill-ink" />
          </svg>
          {t("product")}
        </p>
        <h1 className="font-serif text-[1.75rem] leading-tight font-semibold">{title}</h1>
        {lead && <p className="prose-width mt-2 text-base text-muted">{lead}</p>}
        <div className="mt-6">{children}</div>
      </main>
    </div>
  );
}
