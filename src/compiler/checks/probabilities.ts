/*
 * A cross-entropy reads probabilities (or, with from_logits, the values before them). What the network
 * ends with must agree with what the loss expects.
 */
import type { LossDefinition } from '../../catalog/define/index.ts';
import type { Draft } from '../program/draft.ts';
import { classCount, learnedBy, outputIsLayer, wireToOutput } from '../program/draft.ts';
import { setActivation } from '../fixes/activation-fixes.ts';
import { insertOn, setParam } from '../fixes/fix-commands.ts';
import { activationLayer } from '../fixes/find-layer.ts';
import { exchangeLoss } from '../fixes/exchange-loss.ts';
import type { Graph, NodeOf, Wire } from '../graph.ts';
import { endsWith, nameOf } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Diagnostic, Fix } from '../types.ts';
import type { Check } from './check.ts';

const PROBABILITIES: ReadonlySet<string> = new Set(['softmax', 'sigmoid']);

export const probabilities: Check = ({ graph, facts, draft }) => {
  const { loss, data } = draft;
  const output = outputIsLayer(draft);
  const wire = wireToOutput(draft);
  const wants = loss?.definition.wants;
  if (loss === undefined || output === undefined || wire === undefined || wants === undefined) return [];
  // Where either will do, several columns rather share one whole.
  const wanted = (draft.outputShape?.at(-1) ?? 1) > 1 ? (wants.or ?? wants.activation) : wants.activation;
  // Targets of another kind need another loss altogether.
  if (data !== undefined && data.info.target.kind !== learnedBy(loss.definition)) return [];

  const ends = endsWith(output);
  const findings: Diagnostic[] = [];
  if (loss.definition.fromLogits?.(loss.params) === true) {
    if (PROBABILITIES.has(ends)) findings.push(twice(loss, output, ends));
  } else if (!PROBABILITIES.has(ends)) findings.push(none(graph, loss, output, wire, wanted));
  else if (ends !== wants.activation && ends !== wants.or)
    findings.push(other(graph, facts, draft, loss, output, ends, wanted));
  return findings;
};

const setFromLogits = (loss: NodeOf<'loss'>, value: boolean): readonly Fix[] =>
  Object.hasOwn(loss.params, 'from_logits')
    ? [{ label: `Set from_logits of ${loss.id} to ${value}`, command: setParam(loss.id, 'from_logits', value) }]
    : [];

const twice = (loss: NodeOf<'loss'>, output: NodeOf<'layer'>, ends: string): Diagnostic => ({
  severity: 'warning',
  code: 'activation-twice',
  node: loss.id,
  ...(Object.hasOwn(loss.params, 'from_logits') && { param: 'from_logits' }),
  message: `${nameOf(loss)} applies its activation itself${Object.hasOwn(loss.params, 'from_logits') ? ' (from_logits)' : ''}, but ${nameOf(output)} has already applied ${ends}.`,
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
    message: `${nameOf(loss)} reads probabilities, but ${nameOf(output)} ends with ${endsWith(output)}.`,
    hint: `End the network with ${wanted}, or let the loss apply it.`,
    fixes: [...insert, ...setActivation(output, wanted), ...setFromLogits(loss, true)],
  };
}

function other(
  graph: Graph,
  facts: Facts,
  draft: Draft,
  loss: NodeOf<'loss'>,
  output: NodeOf<'layer'>,
  ends: string,
  wanted: string,
): Diagnostic {
  const suited = graph.catalog.all
    .filter((definition): definition is LossDefinition => definition.role === 'loss')
    .find(({ wants }) => wants?.activation === ends);
  const exchange = exchangeLoss(graph, facts, draft, suited === undefined ? [] : [suited]);
  return {
    severity: 'warning',
    code: 'other-activation',
    node: loss.id,
    message: `${nameOf(loss)} is made for ${wanted}, but ${nameOf(output)} ends with ${ends}.`,
    hint:
      ends === 'softmax'
        ? 'Softmax shares out one whole among the classes; this loss asks a yes-or-no question about each.'
        : 'Sigmoid asks a yes-or-no question about each class; this loss expects shares of one whole.',
    // A column for each of several classes was meant to share one whole: then it is the loss that is wrong.
    fixes: several(draft, ends)
      ? [...exchange, ...setActivation(output, wanted)]
      : [...setActivation(output, wanted), ...exchange],
  };
}

const several = ({ data, outputShape }: Draft, ends: string): boolean =>
  ends === 'softmax' &&
  data !== undefined &&
  classCount(data.info) > 2 &&
  outputShape?.at(-1) === classCount(data.info);
