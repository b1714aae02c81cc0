export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number) => sorted[Math.floor(place)] ?? Number.NaN;
  return (at((sorted.length - 1) / 2) + at(sorted.length / 2)) / 2;
}

/** Milliseconds of processor time that this process has used. */
export async function processTime(): Promise<number> {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Milliseconds of processor time that `work` takes. All of it is computing, so on an idle machine this
 * is the time a user waits; on a shared one it leaves out the waiting for others.
 */
export async function timed(work: () => unknown): Promise<number> {
  const start = await processTime();
  await work();
  return (await processTime()) - start;
}
