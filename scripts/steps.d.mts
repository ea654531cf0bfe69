export function lockOwner(file: string): { pid: number; url?: string } | null;
export function takeLock(file: string, extra?: Record<string, unknown>): () => void;
export function isInstalled(): boolean;
export function isBuilt(): boolean;
export function dataFolder(): string;
export function loadEnvFile(): void;
export function startEmbeddedDatabase(
  folder: string,
): Promise<{ url: string; pid: number; close: () => Promise<void>; exited: Promise<number> }>;
export function addressFile(folder: string): string;
export function reachDatabase(): Promise<{ url: string; embedded: boolean; running: boolean; close: () => Promise<void> }>;
