/** Two weighted sums in a row are one weighted sum: without a bend in between the second adds nothing. */
import { insertOn } from '../fixes/fix-commands.ts';
import { activationLayer, BEND } from '../fixes/find-layer.ts';
import { carriesTensors, endsWith, nameOf, readers } from '../graph.ts';
import type { NodeOf } from '../graph.ts';
import { hasRole } from '../graph.ts';
import type { Check } from './check.ts';

/** A layer that only computes weighted sums, `x·W + b`. */
const isLinear = (layer: NodeOf<'layer'>): boolean => layer.definition.affine === true && endsWith(layer) === 'linear';

export const linearStack: Check = ({ graph, facts, draft }) =>
  draft.layers.flatMap((layer) => {
    const behind = readers(layer);
    const [next] = behind;
    if (!isLinear(layer) || behind.length !== 1 || !hasRole(next, 'layer') || next.definition.affine !== true)
      return [];
    // A layer whose shape is not known yet may not fit at all.
    if (facts.get(next.id)?.outputShape === undefined) return [];
    const wire = layer.out.find(({ output }) => carriesTensors(output.kind));
    const bend = activationLayer(graph.catalog, BEND);
    return [
      {
        severity: 'hint',
        code: 'linear-stack',
        node: layer.id,
        message: `${nameOf(layer)} leads straight into ${nameOf(next)}: without an activation between them the two can do no more than one.`,
        hint: 'Put an activation between them.',
        fixes:
          wire === undefined || bend === undefined
            ? []
            : [
                {
                  label: `Insert ${bend.type} with ${BEND}`,
                  command: insertOn(graph.document, wire.edge, bend.type, bend.ports, bend.params),
                },
              ],
      },
    ];
  });
