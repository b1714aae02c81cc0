/*
 * The state of a foreign optimizer from Keras' HDF5 file, so that training can go on where it stood. All of it is
 * taken or nothing: numbers of a few weights would make a training that nobody has seen.
 */
import { sameShape } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { parseParams } from '../../catalog/define/index.ts';
import { portRef } from '../../graph/types.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import type { Hdf5File } from '../hdf5.ts';
import type { KeptOptimizer } from '../keras/slots.ts';
import { optimizerVariables, shapeOfVariable } from '../keras/variables.ts';
import type { OptimizerFacts, OptimizerVariable } from '../keras/variables.ts';

interface TrainedWeight {
  /** `layer/weight` */
  readonly key: string;
  readonly shape: Shape;
}

/** What the graph says of this optimizer node. */
export function optimizerFacts(
  { nodes, edges }: GraphDocument,
  id: NodeId,
  catalog: Catalog,
): OptimizerFacts | undefined {
  const node = nodes.find((each) => each.id === id);
  const definition = node && catalog.get(node.type);
  if (definition?.role !== 'optimizer') return undefined;
  const params = parseParams(definition, node?.params);
  const schedules = definition.inputs.filter(({ kind }) => kind === 'schedule').map(({ name }) => portRef(id, name));
  return params.success
    ? { definition, params: params.data, scheduled: edges.some(({ to }) => schedules.includes(to)) }
    : undefined;
}

/** `weights`: the trained ones in Keras' order. Undefined where the file has no state, or one that does not fit, which is told. */
export function readOptimizer(
  file: Hdf5File,
  facts: OptimizerFacts,
  weights: readonly TrainedWeight[],
  remarks: string[],
): KeptOptimizer | undefined {
  const shapes = new Map(file.entries.map(({ path, shape }) => [path, shape]));
  const pathOf = (i: number) => `optimizer/vars/${i}`;
  const count = file.entries.filter(({ path }) => path.startsWith('optimizer/vars/')).length;
  const scalar = (i: number) => (shapes.get(pathOf(i))?.length === 0 ? file.read(pathOf(i))[0] : undefined);
  const step = count === 0 ? 0 : scalar(0);
  // It has seen nothing yet.
  if (step === 0) return undefined;
  const variables = optimizerVariables(facts, weights);
  const fits = (variable: OptimizerVariable<TrainedWeight>, i: number): boolean => {
    const found = shapes.get(pathOf(i));
    return found !== undefined && sameShape(found, shapeOfVariable(variable));
  };
  if (step === undefined || !Number.isSafeInteger(step) || count !== variables.length || !variables.every(fits)) {
    remarks.push(
      `The state of the optimizer does not fit ${facts.definition.type} and the weights here, and was left out: training goes on as if it had just begun.`,
    );
    return undefined;
  }
  const rate = variables.findIndex(({ is }) => is === 'learning rate');
  const slots = variables.flatMap((variable, i) =>
    variable.is === 'slot' ? [[`${variable.slot}/${variable.weight.key}`, file.read(pathOf(i))] as const] : [],
  );
  return {
    type: facts.definition.type,
    step,
    factor: rate < 0 ? 1 : factorOf(scalar(rate), Number(facts.params['learning_rate'])),
    slots: new Map(slots),
  };
}

/** Files hold the learning rate as float32, which is no change. */
const factorOf = (found: number | undefined, stated: number): number =>
  found === undefined || !(found > 0) || !(stated > 0) || found === Math.fround(stated) ? 1 : found / stated;
