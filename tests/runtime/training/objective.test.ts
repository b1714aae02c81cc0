import { describe, expect, test } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { Sums } from '../../../src/runtime/training/sums.ts';
import { pass } from '../../../src/runtime/model/network.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { example, withParams } from '../../support/programs.ts';
import { withRun } from '../../support/runs.ts';

/** Figures over the training rows in inference mode, by name. */
function figuresOf({ network, objective, device }: Run): Record<string, number> {
  const values = tf.tidy(() => {
    const { loss, output } = objective.evaluate(
      network,
      device.train,
      pass({ training: false, logits: network.fusedLayer }),
    );
    return [...objective.figures(device.train, loss, output).dataSync()];
  });
  const sums = new Sums(objective.metrics);
  sums.add(values, device.train.count);
  return { ...sums.logs() };
}

/** The same from what the network answers, in plain loops. */
function byHand({ network, device, linked }: Run): { probabilities: number[][]; targets: number[][] } {
  const [input] = linked.inputs.map(({ name }) => device.train.inputs[name] as tf.Tensor);
  if (input === undefined) throw new Error('no input');
  const answers = tf.tidy(() => (network.model.predict(input) as tf.Tensor).arraySync()) as number[][];
  return { probabilities: answers, targets: device.train.targets.arraySync() as number[][] };
}

const kernelOf = ({ network }: Run, layer: string) =>
  network.weights.find(({ key }) => key === `${layer}/kernel`)?.variable.dataSync() ?? new Float32Array();

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('the objective', () => {
  test('a fused cross-entropy is that of the probabilities', () =>
    withRun(example('two-spirals'), (run) => {
      const { probabilities, targets } = byHand(run);
      const losses = probabilities.map((row, i) => -Math.log(row[targets[i]?.indexOf(1) ?? 0] ?? NaN));
      const hits = probabilities.map((row, i) => Number(row.indexOf(Math.max(...row)) === targets[i]?.indexOf(1)));
      const figures = figuresOf(run);
      expect(run.network.fusedLayer).toBe('prob');
      expect(figures['loss']).toBeCloseTo(mean(losses), 5);
      expect(figures['accuracy']).toBeCloseTo(mean(hits), 6);
    }));

  test('a sigmoid in front of its cross-entropy counts yes from one half on', () =>
    withRun(example('xor'), (run) => {
      const { probabilities, targets } = byHand(run);
      const hits = probabilities.map(([p = 0], i) => Number(p > 0.5 === (targets[i]?.[0] === 1)));
      expect(figuresOf(run)['accuracy']).toBeCloseTo(mean(hits), 6);
    }));

  test('every metric of the loss is measured, in its order', () =>
    withRun(example('sine-regression'), (run) => {
      expect(Object.keys(figuresOf(run))).toEqual(['loss', ...run.objective.metrics.map(({ name }) => name)]);
      const { probabilities, targets } = byHand(run);
      const errors = probabilities.map(([y = 0], i) => Math.abs(y - (targets[i]?.[0] ?? 0)));
      expect(figuresOf(run)['mean_absolute_error']).toBeCloseTo(mean(errors), 5);
    }));

  test('penalties of regularized weights are part of the loss', async () => {
    const plain = await withRun(example('xor'), figuresOf);
    const xor = example('xor');
    const charged: GraphDocument = {
      ...xor,
      nodes: [...xor.nodes, { id: 'charge', type: 'L2', position: [0, 0], params: { l2: 0.5 } }],
      edges: [...xor.edges, { from: 'charge.regularizer', to: 'd1.kernel_regularizer' }],
    };
    await withRun(charged, (run) => {
      const kernel = run.network.weights.find(({ key }) => key === 'd1/kernel')?.variable.dataSync() ?? [];
      const penalty = 0.5 * [...kernel].reduce((sum, w) => sum + w * w, 0);
      expect(penalty).toBeGreaterThan(0.01);
      expect(figuresOf(run)['loss']).toBeCloseTo((plain['loss'] ?? NaN) + penalty, 5);
    });
  });

  test('what a layer charges for its values is part of the loss, per example, and leaves nothing behind', async () => {
    const plain = await withRun(example('xor'), figuresOf);
    const xor = example('xor');
    const charged: GraphDocument = {
      ...xor,
      nodes: [
        ...xor.nodes,
        { id: 'charge', type: 'ActivityRegularization', position: [0, 0], params: { l1: 0.5, l2: 0.25 } },
      ],
      edges: [
        ...xor.edges.map((edge) => (edge.to === 'd1.inputs' ? { from: 'charge.outputs', to: edge.to } : edge)),
        ...xor.edges.filter(({ to }) => to === 'd1.inputs').map(({ from }) => ({ from, to: 'charge.inputs' })),
      ],
    };
    await withRun(charged, async (run) => {
      const [input] = Object.values(run.device.train.inputs);
      const values = [...((await input?.data()) ?? [])];
      const sum = values.reduce((total, x) => total + 0.5 * Math.abs(x) + 0.25 * x * x, 0);
      expect(figuresOf(run)['loss']).toBeCloseTo((plain['loss'] ?? NaN) + sum / run.device.train.count, 5);
      run.advance();
      await run.settle();
      expect(run.lastLoss).toBeGreaterThan((plain['loss'] ?? NaN) + 0.1);
      const after = tf.memory().numTensors;
      run.advance();
      await run.settle();
      expect(tf.memory().numTensors).toBe(after);
    });
  });

  test('a regularizer at activity_regularizer charges for what the layer gives, also where the loss reads logits', async () => {
    const spirals = example('two-spirals');
    const charged = (to: string): GraphDocument => ({
      ...spirals,
      nodes: [
        ...spirals.nodes.map((node) =>
          node.id === 'out' ? { ...node, params: { ...node.params, activation: 'softmax' } } : node,
        ),
        { id: 'charge', type: 'L2', position: [0, 0] as [number, number], params: { l2: 0.5 } },
      ],
      // The last layer ends with softmax itself.
      edges: [
        ...spirals.edges
          .filter(({ to: end }) => end !== 'prob.inputs')
          .map((edge) => (edge.from === 'prob.outputs' ? { ...edge, from: 'out.outputs' } : edge)),
        { from: 'charge.regularizer', to },
      ],
    });
    const penalties = [...(await withRun(charged('out.kernel_regularizer'), (run) => kernelOf(run, 'out')))];
    const plain = await withRun(charged('out.kernel_regularizer'), figuresOf);
    await withRun(charged('out.activity_regularizer'), (run) => {
      expect(run.network.fusedLayer).toBe('out');
      const { probabilities } = byHand(run);
      const charge = 0.5 * mean(probabilities.map((row) => row.reduce((sum, p) => sum + p * p, 0)));
      const kernel = 0.5 * penalties.reduce((sum, w) => sum + w * w, 0);
      expect(figuresOf(run)['loss']).toBeCloseTo((plain['loss'] ?? NaN) - kernel + charge, 4);
    });
  });

  test('logits that are asked for are not turned into probabilities twice', () =>
    withRun(
      withParams(example('two-spirals'), { prob: { activation: 'linear' }, loss: { from_logits: true } }),
      (run) => {
        expect(run.network.fusedLayer).toBeUndefined();
        const { probabilities: logits, targets } = byHand(run);
        const losses = logits.map((row, i) => {
          const top = Math.max(...row);
          return (
            Math.log(row.reduce((sum, x) => sum + Math.exp(x - top), 0)) +
            top -
            (row[targets[i]?.indexOf(1) ?? 0] ?? NaN)
          );
        });
        expect(figuresOf(run)['loss']).toBeCloseTo(mean(losses), 5);
      },
    ));
});
