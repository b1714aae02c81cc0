/** Features and targets must be rows of one and the same data set. */
import { portRef } from '../../graph/types.ts';
import type { GraphEdge } from '../../graph/types.ts';
import type { Command } from '../../graph/commands/types.ts';
import { nameOf } from '../graph.ts';
import type { Resolved } from '../graph.ts';
import type { Check } from './check.ts';

export const dataSource: Check = ({ draft: { datasets, targets, loss, nodes } }) => {
  const [first, second] = datasets;
  if (first === undefined || loss === undefined) return [];
  if (second !== undefined) {
    return [
      {
        severity: 'error',
        code: 'two-datasets',
        node: second.id,
        message: `The network of ${nameOf(loss)} reads two data sets, ${datasets.map(({ id }) => id).join(' and ')}; their rows do not belong together.`,
        hint: 'A run trains on one data set. Wire all features from the same one.',
        fixes: datasets.map((kept) => ({
          label: `Use ${kept.id} only`,
          command: useOnly(
            kept,
            datasets.filter((each) => each !== kept),
            nodes,
          ),
        })),
      },
    ];
  }
  if (targets === undefined || targets === first) return [];
  const from = first.definition.outputs.find(({ kind }) => kind === 'targets');
  const to = loss.definition.inputs.find(({ kind }) => kind === 'targets');
  return [
    {
      severity: 'error',
      code: 'targets-elsewhere',
      node: loss.id,
      ...(to && { port: to.name }),
      message: `The network of ${nameOf(loss)} reads the features of ${first.id}, but its targets come from ${targets.id}.`,
      hint: 'The answers must belong to the examples: wire both from the same data set.',
      fixes:
        from === undefined || to === undefined
          ? []
          : [
              {
                label: `Use the targets of ${first.id}`,
                command: {
                  type: 'connect',
                  edge: { from: portRef(first.id, from.name), to: portRef(loss.id, to.name) },
                  replace: true,
                },
              },
            ],
    },
  ];
};

/** Moves every wire of the other data sets in this program to the same port of the one that is kept. */
function useOnly(kept: Resolved, others: readonly Resolved[], nodes: ReadonlySet<Resolved>): Command {
  const there = new Set(kept.out.map(({ edge }) => `${edge.from}->${edge.to}`));
  const moved = others.flatMap(({ out }) => out.filter(({ to }) => nodes.has(to)));
  const edges = moved.map(({ output, edge }): GraphEdge => ({ from: portRef(kept.id, output.name), to: edge.to }));
  return {
    type: 'batch',
    label: `Use ${kept.id} only`,
    commands: [
      { type: 'disconnect', edges: moved.map(({ id }) => id) },
      ...edges
        .filter(({ from, to }) => !there.has(`${from}->${to}`))
        .map((edge): Command => ({ type: 'connect', edge })),
    ],
  };
}
