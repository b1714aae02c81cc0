/** One class is so frequent that always naming it looks like a good answer. */
import { count, percent } from '../../base/format.ts';
import { newNodeBelow } from '../../compiler/fixes/fix-commands.ts';
import type { Fix } from '../../compiler/types.ts';
import { nodeById } from '../../graph/queries.ts';
import { portRef } from '../../graph/types.ts';
import { classCounts } from '../facts/data.ts';
import { defineRule } from '../finding.ts';
import type { View } from '../finding.ts';

/** The largest class has this many times the examples of the smallest. */
const TIMES = 8;

export const classImbalance = defineRule({
  id: 'class-imbalance',
  title: 'A rare class',
  find(view) {
    const { program, data } = view;
    const { target } = program.data.info;
    if (target.kind !== 'classes' || data === undefined) return [];
    const counts = [...classCounts(data)].toSorted(([, a], [, b]) => b - a);
    const [[largest = 0, most = 0] = [], [smallest = 0, least = 0] = []] = [counts[0], counts.at(-1)];
    if (counts.length < 2 || most < TIMES * least) return [];
    const name = (at: number) => target.names[at] ?? String(at);
    return [
      {
        severity: 'hint',
        node: program.data.node,
        evidence: `${name(largest)} has ${count(most)} of ${count(data.splits.train.count)} training examples, ${name(smallest)} has ${count(least)}: always naming ${name(largest)} is right in ${percent(most / data.splits.train.count)}.`,
        advice: 'Judge the network by precision and recall of the rare class, and gather more examples of it.',
        fixes: metricFix(view),
      },
    ];
  },
});

/** A metric that sees the rare classes, if the catalog has one and none is wired. */
function metricFix({ document, catalog, program }: View): readonly Fix[] {
  const suits = (type: string) => catalog.get(type)?.keywords?.includes('imbalanced') === true;
  const metric = catalog.all.find(({ role, type }) => role === 'metric' && suits(type));
  const train = nodeById(document, program.id);
  const port = catalog.get(train?.type ?? '')?.inputs.find(({ kind }) => kind === 'metric');
  const output = metric?.outputs[0];
  if (metric === undefined || train === undefined || port === undefined || output === undefined) return [];
  if (program.metrics.some(({ type }) => suits(type))) return [];
  // A single answer is a yes from one half on.
  const params = program.data.width === 1 && Object.hasOwn(metric.params, 'threshold') ? { threshold: 0.5 } : {};
  const node = newNodeBelow(document, metric.type, [train.position[0], train.position[1] + 180], params);
  const edges = [{ from: portRef(node.id, output.name), to: portRef(train.id, port.name) }];
  return [{ label: `Measure ${metric.type}`, command: { type: 'add', nodes: [node], edges } }];
}
