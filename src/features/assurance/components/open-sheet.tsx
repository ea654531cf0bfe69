"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { SheetContent } from "@/domain/assurance";
import type { ActionResult } from "@/lib/action-result";
import type { SheetWords } from "../words";
import { SheetView } from "./sheet-view";

interface OpenSheetProps {
  token: string;
  action: (input: unknown) => Promise<ActionResult<{ content: SheetContent; contentHash: string }>>;
  language: string;
  words: SheetWords;
  /** Of the frame around it. */
  frame: { title: string; lead: string; noted: string; until: string; open: string; print: string; offline: string; wait: string };
}

/** Before the click a door, after it the sheet: programs that open links in mails open nothing. */
export function OpenSheet({ token, action, language, words, frame }: OpenSheetProps) {
  const [sheet, setSheet] = useState<{ content: SheetContent; contentHash: string } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sheet) top.current?.focus();
  }, [sheet]);
  async function open() {
    setPending(true);
    setFault(null);
    try {
      const answer = await action({ token });
      if (answer.ok) setSheet(answer.data);
      else setFault(frame.wait);
    } catch {
      setFault(frame.offline);
    }
    setPending(false);
  }
  if (sheet)
    return (
      <div ref={top} tabIndex={-1} className="outline-none">
        <SheetView content={sheet.content} words={words} language={language} hash={sheet.contentHash} level={1} />
        <Button className="no-print mt-6" onClick={() => window.print()}>
          {frame.print}
        </Button>
      </div>
    );
  return (
    <>
      <h1 className="font-serif text-[1.75rem] leading-tight font-semibold">{frame.title}</h1>
      <p className="prose-width mt-2">{frame.lead}</p>
      <div className="mt-6 flex flex-col items-start gap-4">
        {fault && <Callout tone="error" title={fault} />}
        <Button variant="primary" pending={pending} onClick={() => void open()}>
          {frame.open}
        </Button>
        <p className="text-sm text-muted">
          {frame.noted} {frame.until}
        </p>
      </div>
    </>
  );
}
