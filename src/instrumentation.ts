/** Runs once when the web server starts (Next calls it); never while building. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { runsJobs } = await import("@/server/env");
  if (!runsJobs()) return;
  const { startAllJobs } = await import("@/jobs");
  const jobs = startAllJobs();
  // The web server ends by itself when its requests are answered; what is in flight here is brought to its end meanwhile, or by its journal later.
  process.once("SIGTERM", () => void jobs.stop());
}
