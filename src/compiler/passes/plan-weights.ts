/*
 * Parameters plugged into a layer: which initializer, regularizer and constraint each weight gets, from the wires
 * or else from Keras' defaults.
 */
import { remembered } from '../../base/remembered.ts';
import { must } from '../../base/invariant.ts';
import { defaultParams } from '../../catalog/catalog.ts';
import { ACTIVITY_PORT, portOfWeight } from '../../catalog/layer-facts.ts';
import type { WeightPortKind } from '../../catalog/layer-facts.ts';
import type { NodeDefinition, WeightSpec } from '../../catalog/define/index.ts';
import { formatShape } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { Graph, NodeOf, Report, Resolved } from '../graph.ts';
import { hasRole, nameOf, sources, wiresInto } from '../graph.ts';
import type { Plugged, WeightPlan } from '../types.ts';

/** What is wired to a parameter port; muted nodes count as unplugged. */
export function pluggedInto(node: Resolved, port: string | undefined): Plugged | undefined {
  const [source] = port === undefined ? [] : sources(node, port);
  return source && { type: source.node.type, params: source.params, node: source.id };
}

const unchanged = remembered((definition: NodeDefinition): Plugged => ({
  type: definition.type,
  params: defaultParams(definition),
}));

/** A catalog type with nothing but defaults; always the same object for a definition. */
export function defaultOf(graph: Graph, type: string): Plugged {
  const definition = graph.catalog.get(type);
  return definition === undefined ? { type, params: {} } : unchanged(definition);
}

/** What refuses the shape of a weight is reported, and stands in the plan all the same. */
export function planWeights(
  graph: Graph,
  layer: NodeOf<'layer'>,
  specs: readonly WeightSpec[],
  report: Report,
): readonly WeightPlan[] {
  return specs.map(({ name, shape, trainable = true, filledBy, pieces }) => {
    const port = (kind: WeightPortKind) => portOfWeight(layer.definition, layer.params, name, kind);
    for (const kind of ['initializer', 'regularizer', 'constraint'] as const) {
      const found = port(kind);
      if (found !== undefined) reportRefusal(layer, found.name, name, shape, report);
    }
    const initializer = port('initializer');
    const regularizer = pluggedInto(layer, port('regularizer')?.name);
    const constraint = pluggedInto(layer, port('constraint')?.name);
    return {
      key: `${layer.id}/${name}`,
      name,
      shape,
      trainable,
      ...(pieces === undefined ? {} : { pieces }),
      initializer:
        pluggedInto(layer, initializer?.name) ??
        defaultOf(graph, must(filledBy ?? initializer?.default, `what fills ${name}`)),
      ...(regularizer === undefined ? {} : { regularizer }),
      ...(constraint === undefined ? {} : { constraint }),
    };
  });
}

/** Says of a regularizer that is to charge for what a layer gives why it cannot. Those values begin with the batch. */
export function checkCharge(
  layer: NodeOf<'layer'>,
  outputs: Readonly<Record<string, Shape>>,
  batch: number,
  report: Report,
): void {
  for (const [port, shape] of Object.entries(outputs))
    reportRefusal(layer, ACTIVITY_PORT, port, [batch, ...shape], report);
}

const REFUSED = {
  constraint: { verb: 'rule', hint: 'Choose another axis, or unplug the constraint.' },
  initializer: { verb: 'fill', hint: 'Choose another initializer, or unplug this one to use the default.' },
  regularizer: { verb: 'charge for', hint: 'Choose another regularizer, or unplug this one.' },
} as const;

function reportRefusal(layer: Resolved, port: string, weight: string, shape: readonly number[], report: Report): void {
  const [source] = sources(layer, port);
  if (!hasRole(source, 'constraint') && !hasRole(source, 'initializer') && !hasRole(source, 'regularizer')) return;
  const { verb, hint } = REFUSED[source.definition.role];
  const refusal = source.definition.refusesShape?.(source.params, shape);
  if (refusal === undefined) return;
  const [plug] = wiresInto(layer, port);
  report({
    severity: 'error',
    code: `${source.definition.role}-refuses`,
    node: layer.id,
    ...(plug === undefined ? {} : { edge: plug.id }),
    port,
    message:
      `${nameOf(source)} cannot ${verb} the ${weight} of ${nameOf(layer)}, of shape ${formatShape(shape)}: ${refusal}.`.replace(
        /\.\.$/,
        '.',
      ),
    hint,
    fixes:
      plug === undefined ? [] : [{ label: `Unplug ${source.id}`, command: { type: 'disconnect', edges: [plug.id] } }],
  });
}
