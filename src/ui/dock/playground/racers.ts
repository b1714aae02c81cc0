/*
 * Who may race in the optimizer playground: every optimizer of the catalog with its defaults, plain descent in its two
 * further forms, and the optimizers of the open graph as they stand there.
 */
import { defaultParams, readableParams } from '../../../catalog/catalog.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { OptimizerDefinition } from '../../../catalog/define/index.ts';
import { FIRST_RACERS, RACING_FORMS, RACING_RATES } from '../../../catalog/optimizers/racing.ts';
import type { WiredOptimizer } from '../../../catalog/optimizers/walk.ts';
import { scheduleInto } from '../../../compiler/document-schedule.ts';
import type { GraphDocument } from '../../../graph/types.ts';

export interface Racer {
  readonly key: string;
  readonly name: string;
  readonly optimizer: WiredOptimizer;
  /** Its settings are those of a node of the graph, and are changed there. */
  readonly ofGraph?: true;
}

const USUAL_RATE = 0.01;

export const AT_FIRST: ReadonlySet<string> = new Set(FIRST_RACERS);

const isOptimizer = (definition: { readonly role: string }): definition is OptimizerDefinition =>
  definition.role === 'optimizer';

/** Every optimizer of the catalog, those that race from the beginning first. */
export function racersOf(catalog: Catalog): readonly Racer[] {
  const all = catalog.all.filter(isOptimizer).flatMap((definition) => {
    const { type } = definition;
    return (RACING_FORMS[type] ?? [{ name: type, params: {} }]).map(({ name, params }): Racer => ({
      key: name,
      name,
      optimizer: {
        definition,
        params: { ...defaultParams(definition), learning_rate: RACING_RATES[type] ?? USUAL_RATE, ...params },
      },
    }));
  });
  const place = ({ name }: Racer) => (AT_FIRST.has(name) ? FIRST_RACERS.indexOf(name) : FIRST_RACERS.length);
  return all.toSorted((a, b) => place(a) - place(b));
}

/** The optimizers of a graph, each with its params and the schedule that is wired into it. */
export function racersIn(document: GraphDocument, catalog: Catalog): readonly Racer[] {
  return document.nodes.flatMap((node): readonly Racer[] => {
    const definition = catalog.get(node.type);
    if (definition === undefined || !isOptimizer(definition)) return [];
    const { params } = readableParams(definition, node.params);
    const schedule = scheduleInto(document, catalog, node.id);
    return [
      {
        key: `node ${node.id}`,
        name: `${node.label ?? definition.type} in your graph`,
        optimizer: { definition, params, ...(schedule && { schedule }) },
        ofGraph: true,
      },
    ];
  });
}
