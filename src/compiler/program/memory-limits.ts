/*
 * What a graph may ask of the machine. A shared file is opened by people who did not write it, so what
 * cannot fit is refused before anything is allocated. Memory is estimated as
 *
 *   4 · [P·(2 + S) + 2·B·ΣA] + data   bytes
 *
 * P parameters with their gradients and S optimizer slots, A values of each layer's output, and of what it
 * holds on the way there, for a batch of B examples, kept for the backward pass together with their gradients;
 * 4 bytes per number.
 */
export const BYTES_PER_NUMBER = 4;
export const MAX_PARAMETERS = 10_000_000;
export const MAX_BYTES = 512 * 1024 * 1024;
/** Slots per weight while the optimizer is not known: those of Adam. */
export const ASSUMED_SLOTS = 2;
/** Batch size while there is no Train node: the default of Keras. */
export const ASSUMED_BATCH = 32;

/** Bytes that training takes, of a layer or of a whole network: weights, gradients, slots, and outputs with their gradients. */
export const trainingBytes = (parameters: number, slots: number, outputs: number, batch: number): number =>
  BYTES_PER_NUMBER * (parameters * (2 + slots) + 2 * batch * outputs);
