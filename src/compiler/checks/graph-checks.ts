/** Checks of the whole document: is there something to run, and does everything take part in it? */
import { edgesFrom } from '../../graph/queries.ts';
import { lostFrames } from './lost-frames.ts';
import type { Draft } from '../program/draft.ts';
import { COLUMN, newNodeBelow } from '../fixes/fix-commands.ts';
import { completeNode } from '../fixes/supply.ts';
import type { Graph, Resolved } from '../graph.ts';
import { hasRole, nameOf } from '../graph.ts';
import type { Diagnostic, Fix } from '../types.ts';

export const checkGraph = (graph: Graph, drafts: readonly Draft[]): readonly Diagnostic[] => [
  ...(drafts.length === 0 ? noTrain(graph) : unused(graph, drafts)),
  ...lostFrames(graph.document),
];

function noTrain(graph: Graph): readonly Diagnostic[] {
  const nodes = [...graph.nodes.values()];
  const muted = nodes.filter((node) => hasRole(node, 'training'));
  if (!nodes.some((node) => hasRole(node, 'layer') || hasRole(node, 'loss'))) return [];
  const losses = nodes.filter((node) => hasRole(node, 'loss') && !node.muted);
  const unmute = muted.map((node): Fix => ({
    label: `Unmute ${node.id}`,
    command: { type: 'setMuted', nodes: [node.id], muted: false },
  }));
  const [loss] = losses;
  return [
    {
      severity: 'hint',
      code: 'no-train',
      message:
        muted.length > 0
          ? 'Every Train node is muted, so there is nothing to run.'
          : 'There is no node that trains, so there is nothing to run.',
      hint: 'A Train node takes a loss and an optimizer.',
      fixes: unmute.length > 0 || loss === undefined ? unmute : addTraining(graph, loss),
    },
  ];
}

/** A training node with the loss that is there, and an optimizer that is there or a new one. */
function addTraining(graph: Graph, loss: Resolved): readonly Fix[] {
  const definition = graph.catalog.all.find(({ role }) => role === 'training');
  if (definition === undefined) return [];
  const [x, y] = loss.node.position;
  const train = newNodeBelow(graph.document, definition.type, [x + COLUMN, y]);
  const complete = completeNode(graph, train);
  return complete === undefined ? [] : [{ label: `Add ${definition.type}`, command: { type: 'add', ...complete } }];
}

/** One hint where an unused branch ends, not one for each of its nodes. */
function unused(graph: Graph, drafts: readonly Draft[]): readonly Diagnostic[] {
  const used = new Set(drafts.flatMap(({ nodes }) => [...nodes]));
  return [...graph.nodes.values()]
    .filter((node) => node.definition !== undefined && node.definition.outputs.length > 0)
    .filter((node) => !used.has(node) && !node.muted && edgesFrom(graph.document, node.id).length === 0)
    .map((node) => ({
      severity: 'hint',
      code: 'unused-node',
      node: node.id,
      message: hasRole(node, 'dataset')
        ? `${nameOf(node)} is not connected to anything.`
        : `${nameOf(node)} leads nowhere; no training uses it.`,
      hint: 'Connect it, or remove it.',
      fixes: [{ label: `Remove ${node.id}`, command: { type: 'remove', nodes: [node.id] } }],
    }));
}
