/** Pixels around a plot of curves in which a point at its edge is still whole. */
export const RIM = 8;
