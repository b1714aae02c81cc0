/*
 * Who may race in the optimizer playground: every optimizer of the catalog with its defaults, plain descent in its two
 * further forms, and the optimizers of the open graph as they stand there.
 */
import { defaultParams, readableParams } from '../../../catalog/catalog.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { OptimizerDefinition } from '../../../catalog/define/index.ts';
import type { WiredOptimizer } from '../../../catalog/optimizers/walk.ts';
import type { ParamValues } from '../../../catalog/params.ts';
import { scheduleInto } from '../../../compiler/document-schedule.ts';
import type { GraphDocument } from '../../../graph/types.ts';

export interface Racer {
  readonly key: string;
  readonly name: string;
  readonly optimizer: WiredOptimizer;
  /** Its settings are those of a node of the graph, and are changed there. */
  readonly ofGraph?: true;
}

/** The forms that race from the beginning, and those of a type that has several. */
const FORMS: Readonly<Record<string, readonly { readonly name: string; readonly params: ParamValues }[]>> = {
  SGD: [
    { name: 'SGD', params: {} },
    { name: 'SGD momentum', params: { momentum: 0.9 } },
    { name: 'SGD Nesterov', params: { momentum: 0.9, nesterov: true } },
  ],
};

/** Rates at which something is to be seen within some hundred steps; Keras' defaults are made for long trainings. */
const RATES: Readonly<Record<string, number>> = { SGD: 0.01, Adagrad: 0.1, Adadelta: 1, Ftrl: 0.1 };
const USUAL_RATE = 0.01;

/** In the order of the lecture: each cures a trouble of the one before it. */
const FIRST = ['SGD', 'SGD momentum', 'Adagrad', 'RMSprop', 'Adam'];

export const AT_FIRST: ReadonlySet<string> = new Set(FIRST);

const isOptimizer = (definition: { readonly role: string }): definition is OptimizerDefinition =>
  definition.role === 'optimizer';

/** Every optimizer of the catalog, those that race from the beginning first. */
export function racersOf(catalog: Catalog): readonly Racer[] {
  const all = catalog.all.filter(isOptimizer).flatMap((definition) => {
    const { type } = definition;
    return (FORMS[type] ?? [{ name: type, params: {} }]).map(({ name, params }): Racer => ({
      key: name,
      name,
      optimizer: {
        definition,
        params: { ...defaultParams(definition), learning_rate: RATES[type] ?? USUAL_RATE, ...params },
      },
    }));
  });
  const place = ({ name }: Racer) => (AT_FIRST.has(name) ? FIRST.indexOf(name) : FIRST.length);
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
