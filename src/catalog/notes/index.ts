export { note } from './note.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['Note'];
