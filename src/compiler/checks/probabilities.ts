/*
 * A cross-entropy reads probabilities (or, with from_logits, the values before them). What the network
 * ends with must agree with what the loss expects.
 */
import type { LossDefinition } from '../../catalog/define/index.ts';
import { outputIsLayer, wireToOutput } from '../program/draft.ts';
import { changeType, insertOn, setParam } from '../fixes/commands.ts';
import { activationLayer } from '../fixes/find-layer.ts';
import type { Graph, NodeOf, Wire } from '../graph.ts';
import { nameOf } from '../graph.ts';
import type { Diagnostic, Fix } from '../types.ts';
import type { Check } from './check.ts';

const PROBABILITIES: ReadonlySet<string> = new Set(['softmax', 'sigmoid']);

export const probabilities: Check = ({ graph, draft }) => {
  const { loss, outputShape, data } = draft;
  const output = outputIsLayer(draft);
  const wire = wireToOutput(draft);
  const wanted = loss?.definition.wants?.activation;
  if (loss === undefined || output === undefined || wire === undefined || wanted === undefined) return [];
  // Values to predict need another loss altogether.
  if (data?.info.target.kind === 'values') return [];

  const ends = output.definition.activation(output.params);
  const findings: Diagnostic[] = [];
  if (loss.definition.fromLogits?.(loss.params) === true) {
    if (PROBABILITIES.has(ends)) findings.push(twice(loss, output, ends));
  } else if (!PROBABILITIES.has(ends)) findings.push(none(graph, loss, output, wire, wanted));
  else if (ends !== wanted) findings.push(other(graph, loss, output, ends, wanted));
  if (ends === 'softmax' && outputShape?.length === 1 && outputShape[0] === 1) findings.push(single(output));
  return findings;
};

/** Sets a layer's own `activation` argument, where it has one that takes this value. */
function setActivation(layer: NodeOf<'layer'>, activation: string): readonly Fix[] {
  const accepted = layer.definition.params['activation']?.safeParse(activation).success === true;
  return accepted
    ? [
        {
          label: `Set activation of ${layer.id} to ${activation}`,
          command: setParam(layer.id, 'activation', activation),
        },
      ]
    : [];
}

const setFromLogits = (loss: NodeOf<'loss'>, value: boolean): readonly Fix[] =>
  Object.hasOwn(loss.params, 'from_logits')
    ? [{ label: `Set from_logits of ${loss.id} to ${value}`, command: setParam(loss.id, 'from_logits', value) }]
    : [];

const twice = (loss: NodeOf<'loss'>, output: NodeOf<'layer'>, ends: string): Diagnostic => ({
  severity: 'warning',
  code: 'activation-twice',
  node: loss.id,
  param: 'from_logits',
  message: `${nameOf(loss)} applies its activation itself (from_logits), but ${nameOf(output)} has already applied ${ends}.`,
  hint: 'Applied twice, the probabilities become almost equal and the network learns badly.',
  fixes: [...setFromLogits(loss, false), ...setActivation(output, 'linear')],
});

function none(graph: Graph, loss: NodeOf<'loss'>, output: NodeOf<'layer'>, wire: Wire, wanted: string): Diagnostic {
  const found = activationLayer(graph.catalog, wanted);
  const insert: readonly Fix[] =
    found === undefined
      ? []
      : [
          {
            label: `Insert ${found.type} with ${wanted}`,
            command: insertOn(graph.document, wire.edge, found.type, found.ports, found.params),
          },
        ];
  return {
    severity: 'warning',
    code: 'no-probabilities',
    node: output.id,
    message: `${nameOf(loss)} reads probabilities, but ${nameOf(output)} ends with ${output.definition.activation(output.params)}.`,
    hint: `End the network with ${wanted}, or let the loss apply it.`,
    fixes: [...insert, ...setFromLogits(loss, true)],
  };
}

function other(graph: Graph, loss: NodeOf<'loss'>, output: NodeOf<'layer'>, ends: string, wanted: string): Diagnostic {
  const suited = graph.catalog.all
    .filter((definition): definition is LossDefinition => definition.role === 'loss')
    .find(({ wants }) => wants?.activation === ends);
  const replace: readonly Fix[] =
    suited === undefined
      ? []
      : [{ label: `Use ${suited.type}`, command: changeType(graph.document, loss.node, suited.type, undefined) }];
  return {
    severity: 'warning',
    code: 'other-activation',
    node: loss.id,
    message: `${nameOf(loss)} is made for ${wanted}, but ${nameOf(output)} ends with ${ends}.`,
    hint:
      ends === 'softmax'
        ? 'Softmax shares out one whole among the classes; this loss asks a yes-or-no question about each.'
        : 'Sigmoid asks a yes-or-no question about each class; this loss expects shares of one whole.',
    fixes: [...setActivation(output, wanted), ...replace],
  };
}

const single = (output: NodeOf<'layer'>): Diagnostic => ({
  severity: 'warning',
  code: 'softmax-of-one',
  node: output.id,
  message: `${nameOf(output)} applies softmax to a single value; the answer is always 1.`,
  hint: 'Use sigmoid for one value, or one output for each class.',
  fixes: setActivation(output, 'sigmoid'),
});
