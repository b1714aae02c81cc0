/*
 * What a training has reached, as a safetensors file: the weights by `layer/weight`, and the state of the
 * optimizer by `:optimizer/slot/layer/weight`, so that training can go on. No node's id begins with a colon.
 */
import { err, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { formatShape, sameShape, sizeOf } from '../base/shape.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Program, WeightPlan } from '../compiler/types.ts';
import { packSlots, stateTensors } from './keras/slots.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import type { NamedTensor } from './safetensors.ts';
import type { Trained } from './trained.ts';

const STATE = ':optimizer';
const stateName = (slot: string, { key }: WeightPlan): string => `${STATE}/${slot}/${key}`;

/** What is not known yet is written as zeros, so that the file has its size before training. */
export function encodeTrained(program: Program, catalog: Catalog, trained: Trained | undefined): Uint8Array {
  const weights = program.layers.flatMap((layer) =>
    layer.weights.map(({ key, shape }): NamedTensor => ({
      name: key,
      shape,
      values: trained?.weights.get(key) ?? new Float32Array(sizeOf(shape)),
    })),
  );
  const state = trained === undefined ? emptyState(program, catalog) : trained.optimizer;
  const slots = state === undefined ? [] : stateTensors(program, catalog, state.slots);
  return encodeSafetensors(
    [
      ...weights,
      ...slots.map(({ slot, weight, values }) => ({ name: stateName(slot, weight), shape: weight.shape, values })),
    ],
    {
      program: program.id,
      seed: String(program.seed),
      ...(state === undefined ? {} : { step: String(state.step), learning_rate: String(state.learningRate) }),
    },
  );
}

const emptyState = (program: Program, catalog: Catalog) => ({
  step: 0,
  learningRate: 0,
  slots: packSlots(program, catalog, (_slot, { shape }) => new Float32Array(sizeOf(shape))),
});

/** Reads what was reached by this program. The error is a sentence that begins with what was found. */
export function decodeTrained(bytes: Uint8Array, program: Program, catalog: Catalog): Result<Trained, string> {
  const read = decodeSafetensors(bytes);
  if (!read.ok) return read;
  const { tensors, metadata } = read.value;
  const found = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  for (const { key, shape } of program.layers.flatMap((layer) => layer.weights)) {
    const tensor = found.get(key);
    if (tensor === undefined) return err(`it holds no weight ${key}, which the graph has.`);
    if (!sameShape(tensor.shape, shape))
      return err(`the weight ${key} has shape ${formatShape(tensor.shape)}, expected ${formatShape(shape)}.`);
  }
  const weights = new Map(
    tensors.filter(({ name }) => !name.startsWith(STATE)).map((each) => [each.name, each.values]),
  );
  const [step, learningRate] = [Number(metadata['step']), Number(metadata['learning_rate'])];
  let complete = Number.isSafeInteger(step) && Number.isFinite(learningRate);
  const slots = packSlots(program, catalog, (slot, weight) => {
    const tensor = found.get(stateName(slot, weight));
    complete &&= tensor !== undefined && sameShape(tensor.shape, weight.shape);
    return tensor?.values ?? new Float32Array();
  });
  // Another optimizer may have been wired since: the weights are good all the same.
  return ok(complete ? { weights, optimizer: { step, learningRate, slots } } : { weights });
}
