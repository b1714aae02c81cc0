/* How long a worker may say nothing without being thought dead, in milliseconds. It announces where it needs longer. */

export const USUAL_SILENCE_MS = 2000;

/**
 * For what nobody has timed yet: loading a backend and data, the first step, the first reading. A slow processor
 * computes for long there, and some graphics drivers compile.
 */
export const LONG_SILENCE_MS = 60_000;
