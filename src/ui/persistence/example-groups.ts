/* Under which heading an example stands: a file says so itself, in the field that belongs to lessons. */
import { isObject } from '../../base/json.ts';
import { lessonOf } from '../../graph/lesson-of.ts';
import type { GraphDocument } from '../../graph/types.ts';

/** The heading a document asks for by `"lesson": { "group": … }`; none for an ordinary example. */
export function groupOf(document: GraphDocument): string | undefined {
  const lesson = lessonOf(document);
  const group = isObject(lesson) ? lesson['group'] : undefined;
  return typeof group === 'string' && group !== '' ? group : undefined;
}

export interface Group<T> {
  readonly heading: string | undefined;
  readonly members: readonly T[];
}

/** What stands under each heading, in the order given; what has none comes first. */
export function grouped<T extends { readonly group: string | undefined }>(examples: readonly T[]): readonly Group<T>[] {
  const headings = new Set([undefined, ...examples.map(({ group }) => group)]);
  return [...headings]
    .map((heading) => ({ heading, members: examples.filter(({ group }) => group === heading) }))
    .filter(({ members }) => members.length > 0);
}
