/** A loss for sequences reads a row of values for every step, and needs steps enough to write all labels into. */
import { plural } from '../../base/format.ts';
import { formatShape, sameShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { setParam } from '../fixes/fix-commands.ts';
import { atPorts, nameOf } from '../graph.ts';
import type { NodeOf } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Draft } from '../program/draft.ts';
import { mixesSequences, wireToOutput } from '../program/draft.ts';
import type { Diagnostic, Fix } from '../types.ts';
import type { Check } from './check.ts';

export const outputSteps: Check = ({ facts, draft }) => {
  const { loss, outputShape } = draft;
  const wire = wireToOutput(draft);
  if (loss?.definition.perStep !== true || outputShape === undefined || wire === undefined) return [];
  if (mixesSequences(draft)) return [];
  if (outputShape.length === 2) return tooFew(facts, draft, loss, outputShape[0] ?? 0);
  return [
    {
      severity: 'error',
      code: 'output-steps',
      node: loss.id,
      port: wire.input.name,
      message: `${nameOf(loss)} reads a row of values for each step of a sequence (steps × values), found shape ${formatShape(outputShape)} at ${wire.input.name}.`,
      hint: 'Keep the steps to the end: no layer may lay them out in a row or leave only the last one.',
      fixes: outputShape.length === 1 ? draft.layers.toReversed().flatMap((layer) => keepSteps(layer, facts)) : [],
    },
  ];
};

/** Two equal labels in a row need a blank between them; more labels than steps cannot be written at all. */
function tooFew(facts: Facts, { data, layers }: Draft, loss: NodeOf<'loss'>, steps: number): readonly Diagnostic[] {
  const target = data?.info.target;
  if (target?.kind !== 'sequence') return [];
  const safe = 2 * target.length - 1;
  if (steps >= safe) return [];
  const impossible = steps < target.length;
  return [
    {
      severity: impossible ? 'error' : 'warning',
      code: 'too-few-steps',
      node: loss.id,
      message: `${nameOf(loss)} writes up to ${plural(target.length, 'label')} into ${plural(steps, 'step')}: ${
        impossible ? 'there must be at least as many steps' : 'equal labels in a row need a blank between them'
      }.`,
      hint: `With ${plural(safe, 'step')} every sequence fits; an example that does not makes the loss infinite.`,
      fixes: layers.flatMap((layer) => longer(layer, facts, { steps, wanted: safe })),
    },
  ];
}

const inputsOf = (layer: NodeOf<'layer'>, facts: Facts): readonly Shape[] =>
  facts.get(layer.id)?.inputShapes.filter((shape) => shape !== undefined) ?? [];

/** A layer without weights that lays steps out in a row goes; one with a switch for it gives every step. */
function keepSteps(layer: NodeOf<'layer'>, facts: Facts): readonly Fix[] {
  const shapes = inputsOf(layer, facts);
  const now = facts.get(layer.id)?.outputShape;
  const [before] = shapes;
  if (before?.length !== 2 || now?.length !== 1) return [];
  if (sameShape(now, [sizeOf(before)])) return [takeOut(layer)];
  return Object.entries(layer.params).flatMap(([name, value]) =>
    value === false && shapeWith(layer, shapes, name, true)?.length === 2
      ? [{ label: `Set ${name} of ${layer.id} to true`, command: setParam(layer.id, name, true) }]
      : [],
  );
}

/**
 * A layer that leaves fewer steps than it gets: without weights it goes, with them it may be padded, where that is enough.
 * @param end how many steps the network ends with, and how many it has to.
 */
function longer(
  layer: NodeOf<'layer'>,
  facts: Facts,
  end: { readonly steps: number; readonly wanted: number },
): readonly Fix[] {
  const shapes = inputsOf(layer, facts);
  const now = facts.get(layer.id)?.outputShape;
  const [before] = shapes;
  if (before?.length !== 2 || now?.length !== 2 || (now[0] ?? 0) >= (before[0] ?? 0)) return [];
  // What comes behind it divides, and may round down.
  const rounded = now[0] === end.steps ? 0 : 1;
  const enough = (steps = 0) => (steps * end.steps) / (now[0] ?? 1) - rounded >= end.wanted;
  if (now[1] === before[1] && facts.get(layer.id)?.weights.length === 0)
    return enough(before[0]) ? [takeOut(layer)] : [];
  const padded = layer.params['padding'] === 'same' ? undefined : shapeWith(layer, shapes, 'padding', 'same');
  return enough(padded?.[0])
    ? [{ label: `Set padding of ${layer.id} to same`, command: setParam(layer.id, 'padding', 'same') }]
    : [];
}

const takeOut = ({ id }: NodeOf<'layer'>): Fix => ({
  label: `Take ${id} out`,
  command: { type: 'remove', nodes: [id], heal: true },
});

function shapeWith(
  layer: NodeOf<'layer'>,
  shapes: readonly Shape[],
  name: string,
  value: string | boolean,
): Shape | undefined {
  const inputs = atPorts(layer, shapes);
  if (inputs === undefined || layer.definition.params[name]?.safeParse(value).success !== true) return undefined;
  const shape = layer.definition.outputShape({ ...layer.params, [name]: value }, inputs);
  return shape.ok ? shape.value : undefined;
}
