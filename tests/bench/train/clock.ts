/** Times work that comes in blocks of any number of steps. */

/**
 * Milliseconds of processor time that the computing thread has used. On an idle machine this is the time
 * a user waits; on a shared one it leaves out the waiting for others.
 */
export type Clock = () => Promise<number>;

/**
 * Microseconds per step over at least `milliseconds`. The blocks before the timed one grow until one takes
 * a third of that: they warm everything up and say how many steps the timed block needs. A block that is
 * longer than all that is wanted counts as it is.
 */
export async function timeBlocks(
  block: (steps: number) => Promise<void> | void,
  milliseconds: number,
  clock: Clock,
): Promise<number> {
  const timed = async (steps: number) => {
    const start = await clock();
    await block(steps);
    return (await clock()) - start;
  };
  for (let steps = 1; ; steps *= 2) {
    const took = await timed(steps);
    if (took >= milliseconds) return (1000 * took) / steps;
    if (took < milliseconds / 3) continue;
    const wanted = Math.ceil((steps * milliseconds) / took);
    return (1000 * (await timed(wanted))) / wanted;
  }
}
