/** What a table of one's own may be at most: far more than a browser trains on in good time. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
export const MAX_ROWS = 1_000_000;
export const MAX_COLUMNS = 2_048;
/** Characters of one cell. */
export const MAX_CELL = 65_536;
/** Width or height of an image as it is kept: what a network is shown, not what a camera took. */
export const MAX_IMAGE_SIDE = 128;
/** Images of a folder, and what one of them may be at most before it is made small. */
export const MAX_IMAGES = 20_000;
export const MAX_IMAGE_BYTES = 20_000_000;
export const MAX_IMAGE_PIXELS = 40_000_000;
/** Rows × columns: a file of the greatest size cannot hold more, at two bytes a cell. */
export const MAX_CELLS = MAX_FILE_BYTES / 2;
/** Different values of a column of categories. */
export const MAX_CATEGORIES = 1_000;
/** Characters of the name of a column, a category or a file. */
export const MAX_NAME = 200;
/** Characters of packed data that a graph file carries itself. */
export const MAX_EMBEDDED = 1024 * 1024;
/** Sets of columns that have gaps in the same rows, as many as are told apart. */
export const MAX_GAPS = 500;
