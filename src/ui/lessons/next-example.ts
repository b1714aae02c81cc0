/* The example that comes behind a lesson: the next one under its heading, in the order of the course. */
import { lessonOf } from '../../graph/lesson-of.ts';
import { parseDocument } from '../../graph/parse.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { groupOf } from '../persistence/example-groups.ts';
import { inOrder } from '../persistence/example-order.ts';
import { loadExamples, type ExampleFile } from '../persistence/example-graphs.ts';

export interface NextExample {
  readonly name: string;
  readonly text: string;
}

const lessonText = (document: GraphDocument): string => JSON.stringify(lessonOf(document)) ?? '';

/** Undefined behind the last of a heading, and for a lesson that is no example's. */
export function nextOf(document: GraphDocument, files: readonly ExampleFile[]): NextExample | undefined {
  const examples = inOrder(
    files.flatMap(({ path, text }) => {
      const parsed = parseDocument(text);
      if (!parsed.ok) return [];
      const { document: example } = parsed.value;
      const { name, nodes } = example;
      return [{ path, text, name, nodes: nodes.length, group: groupOf(example), lesson: lessonText(example) }];
    }),
  );
  // By its lesson: the graph itself has been changed on the way.
  const group = groupOf(document);
  const members = examples.filter((each) => group !== undefined && each.group === group);
  const place = members.findIndex(({ lesson }) => lesson === lessonText(document));
  return place < 0 ? undefined : members[place + 1];
}

export const nextExample = async (document: GraphDocument): Promise<NextExample | undefined> =>
  nextOf(document, await loadExamples());
