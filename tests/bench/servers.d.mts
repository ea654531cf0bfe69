import type { ChildProcess } from "node:child_process";

export function ensureBuilt(): Promise<void>;
export function bareNext(env: NodeJS.ProcessEnv, port: number): Promise<ChildProcess>;
export function ownServer(env: NodeJS.ProcessEnv): Promise<ChildProcess>;
export function endServer(child: ChildProcess): Promise<void>;
