/**
 * How training steps are computed. `fast`: recorded once and replayed by kernels of our own, the same numbers
 * up to rounding. `exact`: replayed bit for bit as TensorFlow.js computes them. `eager`: by TensorFlow.js,
 * operation by operation.
 */
export const STEP_MODES = ['fast', 'exact', 'eager'] as const;
export type StepMode = (typeof STEP_MODES)[number];
