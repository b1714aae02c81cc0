export const print = (line: string): void => void process.stdout.write(`${line}\n`);

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

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
