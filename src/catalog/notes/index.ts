import { note } from './note.ts';

/** In the order of the palette. */
export const notes = [note];
