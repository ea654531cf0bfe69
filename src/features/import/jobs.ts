/** Imports that are being written by this process. Whoever asks for progress asks here; the batch itself knows only that it is under way. */
export interface Job {
  phase: "reading" | "writing" | "history";
  done: number;
  total: number;
  startedAt: number;
}

const held = globalThis as { goldthreadImports?: Map<string, Job> };

function jobs(): Map<string, Job> {
  // Routes and actions are bundled apart from each other; what they share lives on the global object.
  held.goldthreadImports ??= new Map();
  return held.goldthreadImports;
}

export function jobOf(batchId: string): Job | undefined {
  return jobs().get(batchId);
}

export function startJob(batchId: string): Job {
  const job: Job = { phase: "reading", done: 0, total: 0, startedAt: Date.now() };
  jobs().set(batchId, job);
  return job;
}

export function endJob(batchId: string): void {
  jobs().delete(batchId);
}
