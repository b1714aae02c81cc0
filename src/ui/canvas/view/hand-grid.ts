/** What is moved by hand, cards, frames and bends, stands on a finer grid than new cards. */
export const HAND_GRID = 10;

/** A length or a place on the canvas, in pixels, on that grid. */
export const onHandGrid = (value: number): number => Math.round(value / HAND_GRID) * HAND_GRID;
