import type { GraphDocument } from './types.ts';

/** What a file carries in its field `lesson`: it may be anything; `readLesson` makes steps of it. */
export const lessonOf = (document: GraphDocument): unknown => ('lesson' in document ? document.lesson : undefined);
