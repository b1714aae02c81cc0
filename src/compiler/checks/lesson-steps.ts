/* What is wrong with the steps of a lesson: what they name and the graph does not have, and what no reader understands. */
import { nearest } from '../../base/nearest.ts';
import { shorten } from '../../base/text.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { readableParams } from '../../catalog/catalog.ts';
import { isWireFigure } from '../../graph/lesson-fields.ts';
import type { LessonStep } from '../../graph/lesson.ts';
import { readLesson } from '../../graph/lesson.ts';
import { edgeById, nodeById } from '../../graph/queries.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { definitionAt, wireKindIn } from '../kind-at.ts';
import type { Diagnostic } from '../types.ts';

/** @param catalog with the document's own blocks */
export function lessonSteps(document: GraphDocument, catalog: Catalog): readonly Diagnostic[] {
  const { steps, faults } = readLesson(document);
  const missing = steps.flatMap((step) =>
    [
      ...lookFaults(step, document),
      ...changeFaults(step, document, catalog),
      ...claimFaults(step, document, catalog),
    ].map((message) => ({ step, message })),
  );
  return [...faults, ...missing].map(({ step, message }) => ({
    severity: 'warning',
    code: 'lesson',
    message: `${placeOf(step)}: ${message}`,
    hint: 'The graph trains all the same. The lesson stands in the graph file, in the field “lesson”.',
  }));
}

function placeOf(step: Pick<LessonStep, 'number' | 'title'> | undefined): string {
  if (step === undefined) return 'Lesson';
  return step.title === ''
    ? `Step ${step.number} of the lesson`
    : `Step ${step.number} of the lesson, “${shorten(step.title)}”`;
}

/** `There is no node “d9”. Did you mean d1?` */
function absent(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `There is no ${what} “${shorten(name, 80)}”.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
}

const nodeIds = ({ nodes }: GraphDocument): readonly string[] => nodes.map(({ id }) => id);

function lookFaults({ look }: LessonStep, document: GraphDocument): readonly string[] {
  return look.flatMap((id) => {
    if (id.includes('->'))
      return edgeById(document, id) === undefined ? [`There is no wire “${shorten(id, 80)}”.`] : [];
    return nodeById(document, id) === undefined ? [absent('node', id, nodeIds(document))] : [];
  });
}

function changeFaults({ change }: LessonStep, document: GraphDocument, catalog: Catalog): readonly string[] {
  return change.flatMap(({ node: id, params }) => {
    const node = nodeById(document, id);
    if (node === undefined) return [absent('node', id, nodeIds(document))];
    const definition = definitionAt(document, catalog, id);
    if (definition === undefined) return [];
    const unknown = Object.keys(params).filter((name) => !Object.hasOwn(definition.params, name));
    const { bad } = readableParams(definition, { ...node.params, ...params });
    return [
      ...unknown.map((name) => absent(`param of ${node.type} ${id}`, name, Object.keys(definition.params))),
      ...bad
        .filter((name) => Object.hasOwn(params, name))
        .map((name) => `${name} of ${id} cannot be ${shorten(JSON.stringify(params[name]))}.`),
    ];
  });
}

/** What a wire has to carry so that figures of it are measured. */
const MEASURED: ReadonlySet<string> = new Set(['data', 'tensor', 'initializer']);

function claimFaults({ claim }: LessonStep, document: GraphDocument, catalog: Catalog): readonly string[] {
  if (claim?.of === undefined) return [];
  const { figure, of } = claim;
  if (!isWireFigure(figure)) {
    const trains = document.nodes.filter(({ id }) => definitionAt(document, catalog, id)?.role === 'training');
    const ids = trains.map(({ id }) => id);
    return ids.includes(of) ? [] : [absent('Train node', of, ids)];
  }
  const edge = edgeById(document, of);
  if (edge === undefined)
    return [`The claim about “${figure}” is about a wire that is not there: “${shorten(of, 80)}”.`];
  const kind = wireKindIn(document, catalog, edge);
  return MEASURED.has(kind) ? [] : [`“${figure}” is not measured on the wire “${shorten(of, 80)}”.`];
}
