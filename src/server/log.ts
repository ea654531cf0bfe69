/** One line of JSON for each event worth an operator's look. Never what people typed, never a secret. */
export function log(level: "info" | "warn" | "error", message: string, error?: unknown): void {
  const line = JSON.stringify({
    at: new Date().toISOString(),
    level,
    message,
    ...(error instanceof Error
      ? { error: error.message.slice(0, 500), ...(level === "error" ? { stack: error.stack?.slice(0, 2_000) } : {}) }
      : {}),
  });
  process.stderr.write(`${line}\n`);
}
