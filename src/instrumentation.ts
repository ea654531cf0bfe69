/** Runs once when the web server starts (Next calls it); never while building. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { scheduleCheckpoints } = await import("@/features/checkpoints/daily");
  scheduleCheckpoints();
}
