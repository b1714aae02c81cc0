/*
 * Several recordings may work on the same variables. Each change of what a variable's buffer holds is a new edition,
 * so that each of them knows whether it has to fetch the numbers again.
 */
const editions = new WeakMap<GPUBuffer, number>();

export const editionOf = (buffer: GPUBuffer): number => editions.get(buffer) ?? 0;

/** To be called by whoever writes to a variable's buffer. */
export const newEdition = (buffer: GPUBuffer): void => void editions.set(buffer, editionOf(buffer) + 1);
