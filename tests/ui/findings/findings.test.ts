/** What only a running network shows, found in networks that really run. */
import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Diagnostic, Fix } from '../../../src/compiler/types.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../../src/graph/types.ts';
import { readWires } from '../../../src/runtime/instruments/wires.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { runFindings } from '../../../src/ui/findings/index.ts';
import type { FindingContext } from '../../../src/ui/findings/finding.ts';
import { example, withParams } from '../../support/programs.ts';
import { withRun } from '../../support/runs.ts';

async function contextOf(
  document: GraphDocument,
  run: Run,
  more: Partial<FindingContext> = {},
): Promise<FindingContext> {
  const compilation = compile(document, catalog);
  const [program] = compilation.programs;
  if (program === undefined) throw new Error(JSON.stringify(compilation.diagnostics));
  return {
    document,
    compilation,
    catalog,
    program,
    wires: await readWires(run),
    data: run.data.view,
    step: run.step,
    epochs: [],
    done: undefined,
    ...more,
  };
}

/** Findings after some epochs of real training. */
async function findingsAfter(document: GraphDocument, epochs: number, more: Partial<FindingContext> = {}) {
  return withRun(document, async (run) => {
    const told = [];
    for (let epoch = 1; epoch <= epochs; epoch++) {
      while (!run.epochComplete) run.advance();
      await run.settle();
      const { logs } = await run.endEpoch();
      told.push({ epoch, step: run.step, logs, learningRate: 0.1 });
    }
    return runFindings(await contextOf(document, run, { epochs: told, ...more }));
  });
}

const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);

/** The compilation after a fix, which the document must accept. */
function after(document: GraphDocument, fix: Fix | undefined) {
  if (fix === undefined) throw new Error('no fix was offered');
  const result = applyCommand(document, fix.command);
  if (!result.ok) throw new Error(result.error.message);
  return { document: result.value.document, ...compile(result.value.document, catalog) };
}

const node = (id: string, type: string, params: GraphNode['params'] = {}): GraphNode => ({
  id,
  type,
  position: [0, 0],
  params,
});

/** Moons through one layer of ReLU whose biases start far below zero: no unit ever answers. */
const deadRelu: GraphDocument = {
  format: 'edgewise',
  version: 1,
  name: 'dead-relu',
  seed: 1,
  nodes: [
    node('data', 'Dataset', { name: 'moons' }),
    node('low', 'Constant', { value: -10 }),
    node('d1', 'Dense', { units: 8, activation: 'relu' }),
    node('out', 'Dense', { units: 1, activation: 'sigmoid' }),
    node('loss', 'BinaryCrossentropy'),
    node('opt', 'SGD', { learning_rate: 0.1 }),
    node('train', 'Train', { epochs: 10 }),
  ],
  edges: [
    { from: 'data.features', to: 'd1.inputs' },
    { from: 'low.initializer', to: 'd1.bias_initializer' },
    { from: 'd1.outputs', to: 'out.inputs' },
    { from: 'out.outputs', to: 'loss.y_pred' },
    { from: 'data.targets', to: 'loss.y_true' },
    { from: 'loss.loss', to: 'train.loss' },
    { from: 'opt.optimizer', to: 'train.optimizer' },
  ],
};

/** Sigmoid behind sigmoid: the gradient fades on its way back. */
function deepSigmoid(layers: number): GraphDocument {
  const hidden = Array.from({ length: layers }, (_, i) =>
    node(`h${i + 1}`, 'Dense', { units: 8, activation: 'sigmoid' }),
  );
  const chain = hidden.map(({ id }, i): GraphEdge => ({
    from: i === 0 ? 'data.features' : `h${i}.outputs`,
    to: `${id}.inputs`,
  }));
  return {
    ...deadRelu,
    name: 'deep-sigmoid',
    nodes: [...deadRelu.nodes.filter(({ id }) => id !== 'd1' && id !== 'low'), ...hidden],
    edges: [
      ...chain,
      { from: `h${layers}.outputs`, to: 'out.inputs' },
      ...deadRelu.edges.filter(({ from, to }) => !`${from}${to}`.includes('d1.')),
    ],
  };
}

describe('a dead layer', () => {
  test('is said to be dead, at its wire, with ways out that help', async () => {
    const found = await findingsAfter(deadRelu, 1);
    const dead = found.find(({ code }) => code === 'wire-dead');
    expect(dead).toMatchObject({ severity: 'warning', node: 'd1', edge: 'd1.outputs->out.inputs' });
    expect(dead?.hint).toMatch(/All 8 units answer zero.*No gradient/);
    expect(dead?.hint).not.toContain('larger weights');
    const [lively, slower] = dead?.fixes ?? [];
    const repaired = after(deadRelu, lively);
    expect(repaired.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(codes(await findingsAfter(repaired.document, 1))).not.toContain('wire-dead');
    expect(slower?.label).toContain('learning_rate');
    after(deadRelu, slower);
  });
});

describe('a fading gradient', () => {
  test('is found in ten layers of sigmoid, and the run is said to learn nothing', async () => {
    const found = await findingsAfter(deepSigmoid(10), 6);
    expect(codes(found)).toContain('wire-vanishing');
    expect(found.find(({ code }) => code === 'not-learning')).toMatchObject({ node: 'train', severity: 'warning' });
  });

  test('two layers are told of nothing of the kind', async () => {
    expect(codes(await findingsAfter(deepSigmoid(1), 1))).not.toContain('wire-vanishing');
  });
});

describe('a sound run', () => {
  test('is left in peace', async () => {
    expect(codes(await findingsAfter(example('xor'), 8))).toEqual([]);
  });

  test('may be bad in its first epochs', async () => {
    expect(codes(await findingsAfter(deepSigmoid(10), 4))).not.toContain('not-learning');
  });
});

describe('features in different units', () => {
  test('are told with the node that brings them to one scale', async () => {
    const document = example('height-weight');
    const scale = (await findingsAfter(document, 0)).find(({ code }) => code === 'feature-scale');
    expect(scale).toMatchObject({ severity: 'warning', node: 'data' });
    const [fix] = scale?.fixes ?? [];
    expect(fix?.label).toBe('Insert Standardize');
    const repaired = after(document, fix);
    expect(repaired.programs).toHaveLength(1);
    expect(codes(await findingsAfter(repaired.document, 0))).not.toContain('feature-scale');
  });

  test('data on one scale, images and prepared data are not', async () => {
    for (const name of ['xor', 'two-spirals', 'digits', 'height-weight-standardized', 'sine-regression']) {
      expect(codes(await findingsAfter(example(name), 0)), name).not.toContain('feature-scale');
    }
  });
});

describe('a run that was stopped early', () => {
  const stopped = { reason: 'earlyStopping', detail: '', logs: {} };

  test('by an impatient callback offers more patience', async () => {
    const document = withParams(example('digits'), { stop: { patience: 0 } });
    const found = await findingsAfter(document, 1, { done: stopped });
    const early = found.find(({ code }) => code === 'stopped-early');
    expect(early?.message).toMatch(/after 1 epoch of \d+: EarlyStopping \w+ waits for 0 epochs/);
    expect(after(document, early?.fixes?.[0]).programs[0]?.callbacks[0]?.params['patience']).toBe(10);
  });

  test('by a patient one is as it should be', async () => {
    const document = withParams(example('digits'), { stop: { patience: 12 } });
    expect(codes(await findingsAfter(document, 1, { done: stopped }))).not.toContain('stopped-early');
  });
});
