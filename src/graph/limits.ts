/** What a graph file may be at most. Commands keep to the same limits, so that what was saved opens again. */
export const MAX_BYTES = 20 * 1024 * 1024;
/** Lists and objects inside each other; the document itself is the first level. */
export const MAX_DEPTH = 64;
export const MAX_NODES = 5_000;
export const MAX_EDGES = 20_000;
/** Places that one wire is led through. */
export const MAX_VIA = 16;
export const MAX_FRAMES = 1_000;
/** Characters of one number in a file. */
export const MAX_NUMBER_LENGTH = 1_000;
/** Characters of one text in a file that is handled in full: longer ones are kept, but shown shortened. */
export const MAX_TEXT = 65_536;
/** Steps of a lesson, and characters of a step's title and of each of its other texts. */
export const MAX_STEPS = 50;
export const MAX_STEP_TITLE = 80;
export const MAX_STEP_TEXT = 900;
/** Answers that a question of a lesson offers. */
export const MAX_ANSWERS = 4;
