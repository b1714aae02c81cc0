/** Says for each edge of the document what it carries and which programs use it. */
import { keeper } from '../../base/keep-latest.ts';
import type { EdgeId, GraphEdge, NodeId } from '../../graph/types.ts';
import { edgeId } from '../../graph/types.ts';
import { portNameOf } from '../../catalog/layer-facts.ts';
import type { WeightPortKind } from '../../catalog/layer-facts.ts';
import { rateAt } from '../../catalog/schedules/wired.ts';
import { wiredSchedule } from '../program/draft.ts';
import type { Draft } from '../program/draft.ts';
import type { Graph, Resolved, Wire } from '../graph.ts';
import { hasRole, originOf } from '../graph.ts';
import { wireKind } from '../wire-rule.ts';
import { shapeAt } from './shapes.ts';
import type { Facts } from './shapes.ts';
import type { Carried, EdgePlan } from '../types.ts';

export function planEdges(graph: Graph, facts: Facts, drafts: readonly Draft[]): ReadonlyMap<EdgeId, EdgePlan> {
  const wires = new Map([...graph.nodes.values()].flatMap(({ into }) => into.map((wire) => [wire.id, wire] as const)));
  const plans = new Map<EdgeId, EdgePlan>();
  for (const edge of graph.document.edges) {
    const id = edgeId(edge);
    const wire = wires.get(id);
    const programs =
      wire === undefined ? [] : drafts.filter(({ wires: used }) => used.has(wire)).map(({ train }) => train.id);
    const plan = () => ({
      edge: id,
      kind: wireKind(edge, (node) => graph.nodes.get(node)?.definition),
      carries: wire === undefined ? NOTHING : carried(wire, facts),
      programs,
    });
    plans.set(id, wire === undefined ? plan() : known(edge, madeFrom(graph, facts, wire, programs), plan));
  }
  return plans;
}

const known = keeper<GraphEdge, EdgePlan>();

/** What the plan of a wire depends on. A rate comes from all the schedules behind it, so that one is never the same. */
function madeFrom({ catalog }: Graph, facts: Facts, wire: Wire, programs: readonly NodeId[]): readonly unknown[] {
  const origin = originOf(wire);
  const ends = [wire.from.node, wire.to.node, facts.get(wire.to.id)];
  if (origin.found === 'muted') return [catalog, programs, ...ends];
  const { kind, name } = origin.wire.output;
  const start = [origin.node.node, name, facts.get(origin.node.id), kind === 'schedule' ? {} : kind];
  return [catalog, programs, ...ends, ...start];
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
  if (kind !== 'schedule') return { what: kind, source: source.id };
  if (!hasRole(source, 'schedule')) return NOTHING;
  return { what: kind, schedule: source.id, into: wire.to.id, start: rateAt(wiredSchedule(source), 0) };
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
  return weights
    .filter(({ name }) => input.name === portNameOf(to.definition, to.params, name, kind))
    .map(({ key }) => key);
}
