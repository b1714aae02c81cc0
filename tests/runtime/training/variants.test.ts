/* Variants in one graph: the same first weights, the same batches, side by side on one device. */
import { expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { TrainerEvent } from '../../../src/protocol/events.ts';
import { Turns } from '../../../src/runtime/training/turns.ts';
import { example, withParams } from '../../support/programs.ts';
import { record, trainToEnd } from '../../support/training.ts';

/** The example twice in one graph, on the same data; ids of the second end with 2. */
function twice(name: string, changes: Parameters<typeof withParams>[1] = {}): readonly Program[] {
  const document = withParams(example(name), { train: { epochs: 6 } });
  const twin = (ref: string) => ref.replace(/^(?!data\b)[^.]+/, '$&2');
  const both: GraphDocument = {
    ...document,
    nodes: [
      ...document.nodes,
      ...document.nodes.filter(({ id }) => id !== 'data').map((node) => ({ ...node, id: `${node.id}2` })),
    ],
    edges: [...document.edges, ...document.edges.map(({ from, to }) => ({ from: twin(from), to: twin(to) }))],
  };
  return compile(withParams(both, changes), catalog).programs;
}

const programs = (...changes: Parameters<typeof twice>) => {
  const [first, second] = twice(...changes);
  if (first === undefined || second === undefined) throw new Error('Two programs were expected.');
  return [first, second] as const;
};

const losses = (events: readonly TrainerEvent[]) =>
  events.flatMap((event) => (event.type === 'epoch' ? [event.logs] : []));

test('two nets that are the same give the same numbers, whatever their nodes are called', async () => {
  const [first, second] = programs('xor');
  expect(second.layers.map(({ node }) => node)).not.toEqual(first.layers.map(({ node }) => node));
  const [one, two] = [await trainToEnd(first), await trainToEnd(second)];
  expect(losses(one.events)).toHaveLength(6);
  expect(losses(two.events)).toEqual(losses(one.events));
  for (const { trainer } of [one, two]) await trainer.dispose();
});

test.each(['cpu', 'wasm'] as const)(
  'side by side on %s each gives the numbers that it gives alone, and they keep abreast',
  async (backend) => {
    const [first, second] = programs('xor', { d12: { units: 16 }, opt2: { learning_rate: 0.1 } });
    const alone = [await trainToEnd(first, backend), await trainToEnd(second, backend)];
    for (const { trainer } of alone) await trainer.dispose();
    const turns = new Turns();
    const order: number[] = [];
    const beside = [first, second].map((program, i) => {
      const recorder = record(program, backend, {
        turns,
        emit(event) {
          recorder.events.push(event);
          if (event.type === 'epoch') order.push(i);
        },
      });
      return recorder;
    });
    for (const { trainer } of beside) await trainer.prepare();
    for (const { trainer } of beside) trainer.command({ type: 'start' });
    for (const { trainer } of beside) await trainer.settled();
    beside.forEach(({ events }, i) => expect(losses(events)).toEqual(losses(alone[i]?.events ?? [])));
    expect(order).toHaveLength(12);
    for (const { trainer } of beside) await trainer.dispose();
  },
);
