import Link from "next/link";
import type { ReactNode } from "react";
import { translator } from "@/lib/translate";
import { Rail, type RailGroup } from "./rail";
import { RailDrawer } from "./rail-drawer";

interface AppShellProps {
  groups: readonly RailGroup[];
  homeHref: string;
  /** Switches between the organisations of the person. */
  organizationSwitcher?: ReactNode;
  /** The person's own menu: account, theme, sign out. */
  accountMenu?: ReactNode;
  /** Which version governs: in the bar, on a narrow screen below it. */
  standing?: ReactNode;
  /** Beside the account menu: the palette, help. */
  tools?: ReactNode;
  /** Stands above every page: read-only, evaluation database. */
  banner?: ReactNode;
  /** What a printed page must show at its head. */
  print: { organization: string; classification: string; version?: string };
  children: ReactNode;
}

/** The frame of every page of an organisation: rail, top bar, main part, and the head of the printed sheet. */
export function AppShell({ groups, homeHref, organizationSwitcher, accountMenu, standing, tools, banner, print, children }: AppShellProps) {
  const t = translator("ui");
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[17rem_minmax(0,1fr)] print:block">
      <a
        href="#main"
        className="no-print sr-only z-50 rounded-md bg-surface px-4 py-2 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <aside className="no-print sticky top-0 hidden h-dvh flex-col gap-4 overflow-y-auto border-r p-3 lg:flex">
        <Brand href={homeHref} />
        {organizationSwitcher}
        <Rail groups={groups} label={t("rooms")} />
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="no-print flex min-h-12 flex-wrap items-center gap-2 border-b px-3 lg:flex-nowrap lg:justify-end lg:px-6">
          {standing && <div className="order-last min-w-0 basis-full pb-2 lg:order-first lg:mr-auto lg:basis-auto lg:pb-0">{standing}</div>}
          <div className="flex min-w-0 flex-1 items-center gap-2 lg:hidden">
            <RailDrawer groups={groups}>{organizationSwitcher}</RailDrawer>
            <Brand href={homeHref} />
          </div>
          {tools}
          {accountMenu}
        </header>
        {banner && (
          <section aria-label={t("notice")} className="no-print">
            {banner}
          </section>
        )}
        <PrintHead {...print} />
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[90rem] flex-1 px-4 py-6 sm:px-6 lg:px-8 print:max-w-none print:p-0">
          {children}
        </main>
      </div>
    </div>
  );
}

function Brand({ href }: { href: string }) {
  const t = translator("ui");
  return (
    <Link href={href} className="flex min-h-9 items-center gap-2 px-2 font-serif text-lg font-semibold">
      <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 shrink-0" fill="none">
        <path d="M2 13.5C6 13.5 6 6.5 10 6.5s4 7 8 7" className="stroke-gold" strokeWidth="2" strokeLinecap="round" />
        <circle cx="2.5" cy="13.5" r="1.7" className="fill-ink" />
        <circle cx="17.5" cy="13.5" r="1.7" className="fill-ink" />
      </svg>
      {t("product")}
    </Link>
  );
}

/** Only on paper: a printed register is a copy, and says so. */
function PrintHead({ organization, classification, version }: AppShellProps["print"]) {
  const t = translator("ui");
  return (
    <div className="print-only mb-4 border-b pb-2 text-sm">
      <strong>{organization}</strong>
      {` · ${t("printClassification", { classification })}`}
      {version && ` · ${t("printVersion", { version })}`}
      {` · ${t("printUncontrolled")}`}
    </div>
  );
}
