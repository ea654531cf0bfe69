"use client";

/**
 * The last resort: the frame of all pages itself failed, and with it what provides words and styles. Therefore the words stand here
 * (and would otherwise be loaded by every page).
 */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", maxWidth: "40rem", margin: "4rem auto", padding: "0 1rem" }}>
        <title>Something went wrong · Goldthread</title>
        <h1>Something went wrong on our side</h1>
        <p>Nothing was changed. Try again in a few seconds.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
