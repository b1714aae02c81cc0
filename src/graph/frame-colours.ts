/** The colours that a frame can have; the page has a shade of each for light and for dark. */
export const FRAME_COLOURS = ['blue', 'orange', 'green', 'pink', 'yellow', 'red'] as const;
