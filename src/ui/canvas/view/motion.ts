/** How things move on the canvas, and whether they do. */

/** Milliseconds in which a card glides to another place. */
export const GLIDE = 180;

/** For people who asked for less motion, nothing moves. */
export const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
