/** Says for each edge of the document what it carries and which programs use it. */
import type { PortKind } from '../../catalog/ports.ts';
import type { EdgeId } from '../../graph/types.ts';
import { edgeId, endpoint } from '../../graph/types.ts';
import { inputPort, outputPort } from '../../catalog/catalog.ts';
import { portNameOf } from '../../catalog/layer-facts.ts';
import type { WeightPortKind } from '../../catalog/layer-facts.ts';
import type { Draft } from '../program/draft.ts';
import type { Graph, Resolved, Wire } from '../graph.ts';
import { hasRole, originOf } from '../graph.ts';
import { shapeAt } from './shapes.ts';
import type { Facts } from './shapes.ts';
import type { Carried, EdgePlan } from '../types.ts';

export function planEdges(graph: Graph, facts: Facts, drafts: readonly Draft[]): ReadonlyMap<EdgeId, EdgePlan> {
  const wires = new Map([...graph.nodes.values()].flatMap(({ into }) => into.map((wire) => [wire.id, wire] as const)));
  const plans = new Map<EdgeId, EdgePlan>();
  for (const edge of graph.document.edges) {
    const id = edgeId(edge);
    const wire = wires.get(id);
    plans.set(id, {
      edge: id,
      kind: wire?.output.kind ?? looseKind(graph, edge.from, edge.to),
      carries: wire === undefined ? { what: 'nothing' } : carried(wire, facts),
      programs:
        wire === undefined ? [] : drafts.filter(({ wires: used }) => used.has(wire)).map(({ train }) => train.id),
    });
  }
  return plans;
}

/** The kind of a wire that is not sound: what its start gives, or else what its end takes. */
function looseKind(graph: Graph, from: string, to: string): PortKind {
  const [start, end] = [endpoint(from), endpoint(to)];
  const [giver, taker] = [graph.nodes.get(start.node)?.definition, graph.nodes.get(end.node)?.definition];
  return (giver && outputPort(giver, start.port)?.kind) ?? (taker && inputPort(taker, end.port)?.kind) ?? 'tensor';
}

const NOTHING: Carried = { what: 'nothing' };

function carried(wire: Wire, facts: Facts): Carried {
  const origin = originOf(wire);
  if (origin.found === 'muted') return NOTHING;
  const source = origin.node;
  const { kind, name } = origin.wire.output;
  if (kind === 'tensor' || kind === 'data') return flowing(source, name, facts);
  if (kind === 'targets') {
    const info = facts.get(source.id)?.dataset;
    return info === undefined ? NOTHING : { what: 'targets', source: source.id, info: info.target };
  }
  if (kind === 'initializer' || kind === 'regularizer' || kind === 'constraint')
    return { what: kind, weights: weightsAt(wire, kind, facts) };
  return kind === 'schedule'
    ? { what: kind, schedule: source.id, optimizer: wire.to.id }
    : { what: kind, source: source.id };
}

function flowing(source: Resolved, output: string, facts: Facts): Carried {
  const tensor = { layer: source.id, output };
  const shape = shapeAt(facts, tensor);
  if (shape === undefined) return NOTHING;
  return { what: hasRole(source, 'layer') ? 'activation' : 'features', tensor, shape };
}

/** Keys of the weights that a parameter port of a layer decides about. */
function weightsAt({ to, input }: Wire, kind: WeightPortKind, facts: Facts): readonly string[] {
  if (!hasRole(to, 'layer')) return [];
  const weights = facts.get(to.id)?.weights ?? [];
  return weights.filter(({ name }) => input.name === portNameOf(name, kind)).map(({ key }) => key);
}
