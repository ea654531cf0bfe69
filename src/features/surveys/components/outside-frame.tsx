import type { ReactNode } from "react";
import { DocumentLanguage } from "@/components/document-language";

interface OutsideFrameProps {
  language: string;
  /** Who asks. */
  above?: string;
  title: string;
  lead?: string;
  children?: ReactNode;
  /** Shown within a page of the house, which has its own heading. */
  inside?: boolean;
}

/** The frame of a survey's pages outside of the house: one narrow column, in the language of the survey. */
export function OutsideFrame({ language, above, title, lead, children, inside = false }: OutsideFrameProps) {
  const Heading = inside ? "h2" : "h1";
  const column = (
    <>
      {above && <p className="mb-2 text-sm font-medium text-muted">{above}</p>}
      <Heading className="font-serif text-[1.75rem] leading-tight font-semibold [overflow-wrap:anywhere]">{title}</Heading>
      {lead && <p className="prose-width mt-2 text-muted">{lead}</p>}
      {children && <div className="mt-5">{children}</div>}
    </>
  );
  if (inside)
    return (
      <div lang={language} className="max-w-2xl rounded-md border border-line-strong p-5 sm:p-8">
        {column}
      </div>
    );
  return (
    <div lang={language} className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col px-4 py-8 sm:py-14">
      <DocumentLanguage language={language} />
      <main id="main">{column}</main>
    </div>
  );
}
