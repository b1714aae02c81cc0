import { beforeAll, describe, expect, it } from 'vitest';
import { percent } from '../../../../src/base/format.ts';
import { nodeRandom } from '../../../../src/base/random.ts';
import { previewPoints } from '../../../../src/catalog/data/preview-points.ts';
import { sources } from '../../../../src/catalog/data/sources/index.ts';
import { compile } from '../../../../src/compiler/compile.ts';
import { catalog } from '../../../../src/catalog/index.ts';
import { prepareData } from '../../../../src/runtime/data/prepare.ts';
import { chainBehind } from '../../../../src/ui/pictures/preprocessing/chain.ts';
import type { Chain } from '../../../../src/ui/pictures/preprocessing/chain.ts';
import { onOneScale } from '../../../../src/ui/pictures/preprocessing/cloud.tsx';
import { toHundredths } from '../../../../src/ui/pictures/preprocessing/figures-table.tsx';
import { previewOf } from '../../../../src/ui/pictures/preprocessing/preview.ts';
import type { Preview } from '../../../../src/ui/pictures/preprocessing/preview.ts';
import { sharesOf } from '../../../../src/ui/pictures/preprocessing/variance-chart.tsx';
import { axesInWords, whatIsMeasured } from '../../../../src/ui/pictures/preprocessing/measured-words.ts';
import { linkedOf } from '../../../support/programs.ts';
import { document } from '../../../compiler/documents.ts';

type Step = readonly [id: string, type: string, params?: Record<string, boolean | number | string>];

/** A network behind these steps, in a row. */
function graphOf(dataset: string, steps: readonly Step[], muted: readonly string[] = []) {
  const ids = ['data', ...steps.map(([id]) => id)];
  const outOf = (id: string) => (id === 'data' ? 'data.features' : `${id}.outputs`);
  return document(
    [
      ['data', 'Dataset', { name: dataset }],
      ...steps.map(([id, type, params]) => [id, type, params, muted.includes(id) ? { muted: true } : {}] as const),
      [
        'out',
        'Dense',
        dataset === 'digits' ? { units: 10, activation: 'softmax' } : { units: 1, activation: 'sigmoid' },
      ],
      ['loss', dataset === 'digits' ? 'CategoricalCrossentropy' : 'BinaryCrossentropy'],
      ['opt', 'SGD'],
      ['train', 'Train'],
    ],
    [
      ...ids.map((id, i) => `${outOf(id)} ${ids[i + 1] ?? 'out'}.inputs`),
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  );
}

const chainOf = (graph: ReturnType<typeof graphOf>, id: string) =>
  chainBehind({ document: graph, compilation: compile(graph, catalog) }, id);

async function previewAt(graph: ReturnType<typeof graphOf>, id: string): Promise<Preview> {
  const chain = chainOf(graph, id);
  if (chain === undefined) throw new Error(`${id} has no chain`);
  return previewOf(await requestOf(chain));
}

async function requestOf({ dataset, seed, steps }: Chain) {
  const { definition, params, node } = dataset;
  return {
    data: await definition.load(params, nodeRandom(seed, node)),
    info: definition.describe(params),
    fractions: definition.split(params),
    seed,
    dataset: node,
    steps,
  };
}

describe('the chain behind a node', () => {
  const graph = graphOf(
    'height-weight',
    [
      ['a', 'Standardize'],
      ['b', 'Whiten'],
      ['c', 'PCA'],
    ],
    ['b'],
  );
  it('leads back to the data, without bypassed nodes', () => {
    expect(chainOf(graph, 'c')?.steps.map(({ node }) => node)).toEqual(['a', 'c']);
    expect(chainOf(graph, 'b')?.steps.map(({ node }) => node)).toEqual(['a', 'b']);
    expect(chainOf(graph, 'a')?.dataset.node).toBe('data');
  });
  it('is not there while nothing is wired, something does not fit, or params contradict each other', () => {
    const unwired = { ...graph, edges: graph.edges.filter(({ to }) => to !== 'a.inputs') };
    expect(chainOf(unwired, 'c')).toBeUndefined();
    expect(chainOf(graphOf('digits', [['a', 'PlaygroundFeatures']]), 'a')).toBeUndefined();
    expect(chainOf(graphOf('height-weight', [['a', 'MinMaxScale', { low: 2 }]]), 'a')).toBeUndefined();
  });
});

describe('a preview', () => {
  it('shows what the run trains on', async () => {
    const graph = graphOf('height-weight', [
      ['a', 'Standardize'],
      ['b', 'Whiten'],
      ['c', 'AddNoise'],
    ]);
    const { splits, view } = await prepareData(linkedOf(graph));
    const shown = await previewAt(graph, 'c');
    expect(shown.after.count).toBe(splits.train.count);
    expect(shown.heldOut).toBe(splits.validation.count + splits.test.count);
    expect(shown.after.data.features).toEqual(splits.train.inputs['c']);
    const first = await previewAt(graph, 'a');
    expect(first.before.data.features).toEqual(view.splits.train.features);
    expect(first.before.data.targets).toEqual(view.splits.train.targets);
    expect(first.before.figures[1]?.mean).toBeGreaterThan(60);
    expect(first.after.figures.map(({ std }) => std)).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
  });

  it('draws the axes that were found into the picture of two features', async () => {
    const { directions } = await previewAt(
      graphOf('height-weight', [
        ['a', 'Standardize'],
        ['b', 'PCA', { n_components: 1 }],
      ]),
      'b',
    );
    expect(directions?.kept).toBe(1);
    const [[x0, y0, x1, y1] = [], second = []] = directions?.lines ?? [];
    // Both features grow together, so the longest axis goes up at 45 degrees through the middle.
    expect([x0, y0, x1, y1].map((each) => Math.abs(each ?? 0) / Math.abs(x1 ?? 1))).toEqual(
      Array(4).fill(expect.closeTo(1, 2)),
    );
    expect(Math.hypot(x1 ?? 0, y1 ?? 0)).toBeGreaterThan(Math.hypot(second[2] ?? 0, second[3] ?? 0));
    expect((await previewAt(graphOf('height-weight', [['a', 'Standardize']]), 'a')).directions).toBeUndefined();
  });

  it('picks features that are new and that vary', async () => {
    const { before, after } = await previewAt(graphOf('circle', [['a', 'PolynomialFeatures']]), 'a');
    expect(before.info.featureNames).toEqual(['x1', 'x2']);
    expect(after.info.featureNames).toEqual(['x1^2', 'x1 · x2']);
    expect(after.data.features).toHaveLength(2 * after.info.samples);
    expect(after.columns).toBe(6);
    expect(axesInWords(before, after)).toBe(
      'Training examples before: x1 across, x2 upwards; after: x1^2 across, x1 · x2 upwards, of 6 features.',
    );
  });

  it.each(sources.filter((source) => source.origin === 'shipped' && source.image === undefined))(
    'draws two features of $name, those by which the data set is drawn if they are there',
    async ({ name }) => {
      const { before, after } = await previewAt(graphOf(name, [['a', 'Standardize']]), 'a');
      for (const { data, info } of [before, after]) {
        const { count: drawn, axes } = previewPoints(data, info, 50);
        expect(drawn).toBe(50);
        if (name === 'iris') expect(axes).toEqual(['petal length (cm)', 'petal width (cm)']);
      }
    },
  );

  it('shows images as images while they are some, copies beside what they are copies of', async () => {
    const graph = graphOf('digits', [
      ['a', 'Augment', { copies: 2 }],
      ['b', 'PCA', { n_components: 4 }],
    ]);
    const augmented = await previewAt(graph, 'a');
    expect(augmented.after.count).toBe(3 * augmented.before.count);
    expect(augmented.after.info.image).toEqual([8, 8]);
    const row = (data: Float32Array, i: number) => [...data.subarray(64 * i, 64 * (i + 1))];
    expect(row(augmented.after.data.features, 3)).toEqual(row(augmented.before.data.features, 1));
    expect(augmented.after.figures.map(({ name }) => name)).toEqual(['all pixels']);
    const turned = await previewAt(graph, 'b');
    expect(turned.after.info.image).toBeUndefined();
    expect(turned.after.info.featureNames).toEqual(['component 1', 'component 2']);
  });
});

describe('in words', () => {
  let previews: Readonly<Record<string, Preview>> = {};
  beforeAll(async () => {
    const of = async (type: string, params = {}, data = 'height-weight') =>
      await previewAt(graphOf(data, [['a', type, params]]), 'a');
    previews = {
      fitted: await of('Standardize'),
      computed: await of('PolynomialFeatures'),
      noisy: await of('AddNoise'),
      everywhere: await of('AddNoise', { training_only: false }),
      more: await of('Augment', {}, 'digits'),
    };
  });
  it.each([
    ['fitted', /^Measured on the 400 training examples only\. The 100 held-out examples were not looked at/],
    ['computed', /^Nothing is measured/],
    [
      'noisy',
      /^Each of the 400 training examples is changed at random.* The 100 held-out examples stay as they are\.$/,
    ],
    ['everywhere', /^Each of the 400.* So are the 100 held-out examples\.$/],
    ['more', /^1,438 training examples become 2,876\. The 359 held-out examples stay as they are\.$/],
  ])('says of %s data what was looked at', (name, words) => {
    const preview = previews[name];
    expect(preview === undefined ? '' : whatIsMeasured(preview)).toMatch(words);
  });
  it('says so where nothing is held out', () => {
    const { fitted } = previews;
    expect(fitted && whatIsMeasured({ ...fitted, heldOut: 0 })).toContain('No examples are held out.');
    expect(fitted && whatIsMeasured({ ...fitted, heldOut: 1 })).toContain(
      'The held-out example was not looked at and goes',
    );
  });
  it('says how much of the variance is kept', () => {
    expect(sharesOf(Float64Array.of(6, 3, 1), 2).sentence).toBe(
      `The first component holds ${percent(0.6)} of the variance; the 2 that are kept of 3 hold ${percent(0.9)}.`,
    );
    expect(sharesOf(Float64Array.of(0, 0), 2)).toEqual({
      shares: [0, 0],
      sentence: `The first component holds ${percent(0)} of the variance of 2; all are kept.`,
    });
  });
});

describe('the pictures', () => {
  it('give both axes one scale', () => {
    const [x, y] = onOneScale([1, 2], [50, 100], { across: 100, up: 50 });
    expect((x[1] - x[0]) / 100).toBeCloseTo((y[1] - y[0]) / 50, 10);
    expect((y[0] + y[1]) / 2).toBeCloseTo(75, 10);
    expect(y[0]).toBeLessThan(50);
  });
  it('write figures as fine as their spread needs', () => {
    expect(toHundredths(-0.00191, 0.483)).toBe('−0.002');
    expect(toHundredths(73.24, 11.4)).toBe('73.2');
    expect(toHundredths(-1e-9, 1)).toBe('0');
    expect(toHundredths(5, 0)).toBe('5');
    expect(toHundredths(1_250_000, 3)).toBe('1.25M');
  });
});
