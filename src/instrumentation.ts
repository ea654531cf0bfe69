/** Runs once when the web server starts (Next calls it); never while building. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { runsJobs } = await import("@/server/env");
  if (!runsJobs()) return;
  const { startAllJobs } = await import("@/jobs");
  // scripts/serve.mjs stops them when it is told to end.
  startAllJobs();
}
