/** A network without a single weight that training could change. */
import { insertOn } from '../fixes/fix-commands.ts';
import { weightedLayer } from '../fixes/find-layer.ts';
import { wireToOutput } from '../program/draft.ts';
import { nameOf } from '../graph.ts';
import type { Check } from './check.ts';

export const nothingToTrain: Check = ({ graph, facts, draft }) => {
  const { loss, output, layers, width = 1, answers = width } = draft;
  const wire = wireToOutput(draft);
  if (loss === undefined || output === undefined || wire === undefined || draft.outputShape === undefined) return [];
  if (layers.some(({ id }) => facts.get(id)?.weights.some(({ trainable }) => trainable))) return [];
  const found = weightedLayer(graph.catalog, draft.outputShape, Math.max(1, answers));
  return [
    {
      severity: 'error',
      code: 'nothing-to-train',
      node: loss.id,
      port: wire.input.name,
      message:
        layers.length === 0
          ? `The data goes straight into ${nameOf(loss)}; there is no network in between.`
          : `No layer before ${nameOf(loss)} has weights, so there is nothing that training could change.`,
      hint: 'Put at least one layer with weights between the data and the loss.',
      fixes:
        found === undefined
          ? []
          : [
              {
                label: `Insert ${found.type}`,
                command: insertOn(graph.document, wire.edge, found.type, found.ports, found.params),
              },
            ],
    },
  ];
};
