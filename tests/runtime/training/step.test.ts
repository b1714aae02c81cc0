/** A step is a pure function: nothing changes until its results are committed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { createCatalog } from '../../../src/catalog/catalog.ts';
import type { OptimizerDefinition } from '../../../src/catalog/define/index.ts';
import { link } from '../../../src/runtime/link.ts';
import { Network } from '../../../src/runtime/model/network.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { sliceRows, uploadData } from '../../../src/runtime/data/device-data.ts';
import { prepareData } from '../../../src/runtime/data/prepare.ts';
import { declaredRandom, drawRandom, ratesAt } from '../../../src/runtime/training/feeds.ts';
import { Objective } from '../../../src/runtime/training/objective.ts';
import { TrainingStep } from '../../../src/runtime/training/step.ts';
import type { StepResults } from '../../../src/runtime/training/step.ts';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { example, programOf, withParams } from '../../support/programs.ts';

beforeEach(async () => {
  await tf.setBackend('cpu');
  tf.engine().startScope();
});
afterEach(() => {
  tf.engine().endScope();
  tf.disposeVariables();
});

async function stand(document: GraphDocument, types: Catalog = catalog) {
  const linked = link(programOf(document), types);
  const network = Network.build(linked);
  const objective = new Objective(linked);
  const step = new TrainingStep(network, objective);
  const device = uploadData(linked.program, await prepareData(linked));
  const rows = sliceRows(device.train, 0, 32);
  const random = drawRandom(declaredRandom(linked), 1, 0, 32);
  const feeds = { rows, random, rates: ratesAt(linked, 0.01, 0) };
  return { linked, network, objective, step, feeds };
}

const values = (network: Network) => network.weights.map(({ variable }) => [...variable.dataSync()]);
const figures = (results: StepResults) => [...results.figures.dataSync()];

/** Batch normalisation and dropout in one network. */
const lively = (): GraphDocument => {
  const spirals = example('two-spirals');
  return {
    ...spirals,
    nodes: [...spirals.nodes, { id: 'drop', type: 'Dropout', position: [0, 0] }],
    edges: [
      ...spirals.edges.filter(({ to }) => to !== 'out.inputs'),
      { from: 'relu1.outputs', to: 'drop.inputs' },
      { from: 'drop.outputs', to: 'out.inputs' },
    ],
  };
};

describe('a step', () => {
  test('changes nothing by itself: the same feeds give the same results', async () => {
    const { network, step, feeds } = await stand(lively());
    const before = values(network);
    const first = step.run(feeds);
    const second = step.run(feeds);
    expect(values(network)).toEqual(before);
    expect(figures(second)).toEqual(figures(first));
    first.weights.forEach((weight, i) => expect(second.weights[i]?.dataSync()).toEqual(weight.dataSync()));
    expect(first.kept.map(({ key }) => key)).toEqual(['bn1/moving_mean', 'bn1/moving_variance']);
    step.discard(first);
    step.discard(second);
  });

  test('other random numbers give another loss: nothing is drawn inside', async () => {
    const { linked, step, feeds } = await stand(lively());
    const first = step.run(feeds);
    const other = step.run({ ...feeds, random: drawRandom(declaredRandom(linked), 1, 1, 32) });
    expect(figures(other)[0]).not.toBe(figures(first)[0]);
  });

  test('committing makes weights, optimizer state and moving averages what the results say', async () => {
    const { network, step, feeds } = await stand(lively());
    const results = step.run(feeds);
    const wanted = results.weights.map((weight) => [...weight.dataSync()]);
    const slots = results.slots.map((slot) => [...slot.dataSync()]);
    const kept = results.kept.map(({ key, value }) => [key, [...value.dataSync()]] as const);
    step.commit(results);
    expect(network.trainable.map(({ variable }) => [...variable.dataSync()])).toEqual(wanted);
    expect(step.state().map(({ variable }) => [...variable.dataSync()])).toEqual(slots);
    for (const [key, value] of kept) {
      expect([...(network.weights.find((weight) => weight.key === key)?.variable.dataSync() ?? [])]).toEqual(value);
    }
  });

  test('gives the loss and every metric of the loss', async () => {
    const { objective, step, feeds } = await stand(lively());
    const results = step.run(feeds);
    expect(objective.metrics.map(({ name }) => name)).toEqual(['accuracy']);
    // The loss, the right answers and all answers.
    expect(results.figures.shape).toEqual([3]);
    expect(figures(results)[2]).toBe(32);
    expect(figures(results)[1]).toBeGreaterThanOrEqual(0);
  });

  test('leaves no tensor behind, committed or discarded', async () => {
    const { step, feeds } = await stand(lively());
    const take = (what: 'commit' | 'discard') => {
      const results = step.run(feeds);
      step[what](results);
      results.figures.dispose();
      return tf.memory().numTensors;
    };
    const count = take('commit');
    expect([take('discard'), take('commit'), take('discard')]).toEqual([count, count, count]);
  });

  test('keeps the rule of a constraint', async () => {
    const xor = example('xor');
    const { step, feeds, network } = await stand({
      ...xor,
      nodes: [...xor.nodes, { id: 'rule', type: 'NonNeg', position: [0, 0] }],
      edges: [...xor.edges, { from: 'rule.constraint', to: 'd1.kernel_constraint' }],
    });
    expect(network.trainable[0]?.variable.dataSync().some((value) => value < 0)).toBe(true);
    step.commit(step.run(feeds));
    expect(network.trainable[0]?.variable.dataSync().every((value) => value >= 0)).toBe(true);
  });
});

describe('the scope of an optimizer', () => {
  /** The example's optimizer, called for each weight instead of for all laid end to end. */
  const apart = (update?: OptimizerDefinition['update']): Catalog =>
    createCatalog(
      catalog.all.map((each) =>
        each.type === 'Adam' && each.role === 'optimizer'
          ? { ...each, scope: 'variable' as const, ...(update && { update }) }
          : each,
      ),
    );

  test('element by element and weight by weight come to the same for an elementwise rule', async () => {
    const document = withParams(lively(), { opt: { clipnorm: 0.5, weight_decay: 0.01 } });
    const joined = await stand(document);
    const split = await stand(document, apart());
    for (let i = 0; i < 3; i++) {
      joined.step.commit(joined.step.run(joined.feeds));
      split.step.commit(split.step.run(split.feeds));
    }
    expect(values(split.network)).toEqual(values(joined.network));
    expect(joined.step.state().map(({ key }) => key)).toEqual(['momentum', 'velocity']);
    expect(split.step.state().map(({ key }) => key)).toContain('momentum/d1/kernel');
  });

  test('a rule for whole weights sees their shapes, the rates and the number of the step', async () => {
    const seen: (readonly number[])[] = [];
    let at: Record<string, number> = {};
    const { step, feeds, network } = await stand(
      example('xor'),
      apart((_tf, _params, weight, _gradient, slots, rates) => {
        seen.push(weight.shape);
        at = Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rate.dataSync()[0] ?? NaN]));
        return {
          weight: weight.clone(),
          slots: Object.fromEntries(Object.entries(slots).map(([k, v]) => [k, v.clone()])),
        };
      }),
    );
    step.discard(step.run(feeds));
    expect(seen).toEqual(network.trainable.map(({ plan }) => [...plan.shape]));
    expect(at).toMatchObject({ learning_rate: Math.fround(0.01), iteration: 1, corrected: expect.any(Number) });
  });
});
