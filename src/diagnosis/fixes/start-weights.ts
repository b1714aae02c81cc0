/** Gives layers the initializer that suits the activation behind them. */
import { activationOf, portOfWeight } from '../../catalog/layer-facts.ts';
import type { ActivationFunction } from '../../catalog/activations/functions/index.ts';
import { changeType, newNodeBelow } from '../../compiler/fixes/fix-commands.ts';
import type { Fix, LayerPlan } from '../../compiler/types.ts';
import type { Command } from '../../graph/commands/types.ts';
import { edgesFrom, edgesInto, nodeById } from '../../graph/queries.ts';
import type { PortRef } from '../../graph/types.ts';
import { endpoint, portRef } from '../../graph/types.ts';
import { inWords, matricesOf } from '../facts/places.ts';
import type { View } from '../finding.ts';
import { fixOf } from './batch.ts';
import { suitedInitializer } from './suited-initializer.ts';

/** The function that what a layer computes goes through: its own, or that of a layer right behind it. */
export function activationBehind({ program, catalog }: View, plan: LayerPlan): ActivationFunction {
  const own = activationOf(catalog.expect(plan.type, 'layer'), plan.params);
  let at = plan;
  for (let step = 0; step < program.layers.length; step++) {
    const next = program.layers.find(
      (each) => matricesOf(each).length === 0 && each.inputs.inputs.some(({ layer }) => layer === at.node),
    );
    if (next === undefined) return own;
    const activation = activationOf(catalog.expect(next.type, 'layer'), next.params);
    if (activation.name !== own.name) return own.name === 'linear' ? activation : own;
    at = next;
  }
  return own;
}

export function startWeightsFix(view: View, layers: readonly LayerPlan[]): readonly Fix[] {
  const { document, catalog } = view;
  const portsByType = new Map<string, PortRef[]>();
  for (const plan of layers) {
    const type = suitedInitializer(catalog, activationBehind(view, plan))?.type;
    const definition = catalog.expect(plan.type, 'layer');
    for (const { name } of matricesOf(plan)) {
      const port = portOfWeight(definition, plan.params, name, 'initializer');
      if (type === undefined || port === undefined) continue;
      portsByType.set(type, [...(portsByType.get(type) ?? []), portRef(plan.node, port.name)]);
    }
  }
  const commands = [...portsByType].flatMap(([type, ports]) => plug(view, type, ports));
  const types = [...portsByType.keys()].join(' and ');
  const nodes = layers.map(({ node }) => node).filter((id) => nodeById(document, id) !== undefined);
  return nodes.length === 0 ? [] : fixOf(`Start ${inWords(nodes)} with ${types}`, commands);
}

/** Initializers that serve nothing else become of this type; what is left gets a new one. */
function plug({ document }: View, type: string, ports: readonly PortRef[]): readonly Command[] {
  const wanted = new Set<string>(ports);
  const served = new Set<string>();
  const commands: Command[] = [];
  for (const port of ports) {
    const { node, port: name } = endpoint(port);
    const [edge] = edgesInto(document, node, name);
    const source = edge && nodeById(document, endpoint(edge.from).node);
    if (edge === undefined || source === undefined || served.has(port)) continue;
    const reached = edgesFrom(document, source.id).map(({ to }) => to);
    if (source.muted === true || !reached.every((to) => wanted.has(to))) continue;
    for (const to of reached) served.add(to);
    if (source.type !== type) commands.push(...changeType(document, source, type, undefined).map((fix) => fix.command));
  }
  const open = ports.filter((port) => !served.has(port));
  const [first] = open;
  const at = first === undefined ? undefined : nodeById(document, endpoint(first).node)?.position;
  if (at === undefined) return commands;
  const added = newNodeBelow(document, type, at);
  return [
    ...commands,
    { type: 'add', nodes: [added] },
    ...open.map((to): Command => ({
      type: 'connect',
      edge: { from: portRef(added.id, 'initializer'), to },
      replace: true,
    })),
  ];
}
