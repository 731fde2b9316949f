import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What an import took. */
export interface ImportCost {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The most that the process ever held, MB. */
  readonly peakMb: number;
  /** Sum of the values and number of rows, to see that both contestants read the same. */
  readonly check: string;
}

/** Makes a child process of the benchmark tell what it takes to read a file into an empty folder, once it is asked. */
export function answerImport(read: (file: string, folder: string) => Promise<string>): void {
  process.on('message', ({ file }: { file: string }) => {
    void measure(file, read).then((cost) => process.send!(cost));
  });
  process.send!('ready');
}

async function measure(
  file: string,
  read: (file: string, folder: string) => Promise<string>,
): Promise<ImportCost> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  const before = process.cpuUsage();
  const start = performance.now();
  try {
    const check = await read(file, folder);
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    const peakMb = process.resourceUsage().maxRSS / 1024;
    return { wallMs, cpuMs: (user + system) / 1_000, peakMb, check };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
