/** Two weighted sums in a row are one weighted sum: without a bend in between the second adds nothing. */
import { insertOn } from '../fixes/commands.ts';
import { activationLayer } from '../fixes/find-layer.ts';
import { carriesTensors, nameOf, readers } from '../graph.ts';
import type { NodeOf, Resolved } from '../graph.ts';
import { hasRole } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Check } from './check.ts';

const BEND = 'relu';

/** A layer that only computes `x·W + b`: it has a kernel, and its activation argument says linear. */
const isLinear = (layer: NodeOf<'layer'>, facts: Facts): boolean =>
  layer.definition.params['activation'] !== undefined &&
  layer.definition.activation(layer.params) === 'linear' &&
  hasKernel(layer, facts);

const hasKernel = ({ id }: Resolved, facts: Facts): boolean =>
  facts.get(id)?.weights.some(({ name, shape }) => name === 'kernel' && shape.length === 2) === true;

export const linearStack: Check = ({ graph, facts, draft }) =>
  draft.layers.flatMap((layer) => {
    const behind = readers(layer);
    const [next] = behind;
    if (!isLinear(layer, facts) || behind.length !== 1 || !hasRole(next, 'layer') || !hasKernel(next, facts)) return [];
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
