"use client";

import { Upload } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { classNames } from "@/lib/class-names";

export interface FileUploadWords {
  /** "Choose a file or drop it here" */
  choose: string;
  hint: string;
  working: string;
  offline: string;
}

interface FileUploadProps {
  /** The route that takes the bytes; the file's name goes into its query. */
  href: string;
  accept: string;
  words: FileUploadWords;
  onDone: (answer: unknown) => void;
}

interface Failure {
  message: string;
  details: string[];
}

const MOST_DETAILS = 20;

/** Chooses or drops one file and sends its bytes. Answers of the server are shown as they are: a sentence, and where in the file it is wrong. */
export function FileUpload({ href, accept, words, onDone }: FileUploadProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function send(file: File) {
    if (name) return;
    setFailure(null);
    setName(file.name);
    try {
      const response = await fetch(`${href}?name=${encodeURIComponent(file.name)}`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: file,
      });
      const answer = (await response.json()) as { ok?: boolean; message?: string; fieldErrors?: Record<string, string> };
      if (response.ok) {
        onDone(answer);
        return;
      }
      setFailure({ message: answer.message ?? words.offline, details: Object.values(answer.fieldErrors ?? {}).slice(0, MOST_DETAILS) });
    } catch {
      setFailure({ message: words.offline, details: [] });
    }
    setName(null);
    // The same file, mended, can be chosen again.
    if (input.current) input.current.value = "";
  }

  return (
    <div className="flex max-w-3xl flex-col gap-3">
      {failure && (
        <Callout tone="error" title={failure.message}>
          {failure.details.length > 0 && (
            <ul className="mt-1 flex flex-col gap-0.5">
              {failure.details.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Callout>
      )}
      <fieldset
        className={classNames(
          "relative flex flex-col items-center gap-1 rounded-md border border-dashed border-line-strong bg-surface px-4 py-8 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-gold",
          over && "bg-sunken",
        )}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file) void send(file);
        }}
      >
        <Upload aria-hidden className="size-5 text-muted" />
        <label htmlFor={id} className="font-medium">
          {name ? words.working : words.choose}
        </label>
        <p id={`${id}-hint`} className="prose-width text-sm text-muted" aria-live="polite">
          {name ?? words.hint}
        </p>
        <input
          ref={input}
          id={id}
          type="file"
          accept={accept}
          disabled={name !== null}
          aria-describedby={`${id}-hint`}
          className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-progress"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void send(file);
          }}
        />
      </fieldset>
    </div>
  );
}
