/** Limits that both the declarations of params and the compiler's preflight hold to. */

/** Outputs of one layer that has a matrix of weights. */
export const MAX_UNITS = 16_384;
/** Numbers in a param that is a list and states no limit of its own. */
export const MAX_LIST_LENGTH = 1000;
