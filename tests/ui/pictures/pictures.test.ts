import { describe, expect, it } from 'vitest';
import { nodeRandom } from '../../../src/base/random.ts';
import { sizeOf } from '../../../src/base/shape.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { plotDomain } from '../../../src/ui/pictures/activation-curve.tsx';
import { datasetGroups, datasetImages, describeDataset } from '../../../src/ui/pictures/dataset-geometry.ts';
import { shownHorizon } from '../../../src/ui/pictures/horizon.ts';
import { hasPicture, PICTURES } from '../../../src/ui/pictures/index.tsx';
import { drawInitializer } from '../../../src/ui/pictures/initializer-draw.ts';
import { sharesCaption, sharesOf } from '../../../src/ui/pictures/shares-picture.tsx';
import { activationNamed } from '../../../src/catalog/activations/functions/index.ts';
import { summarise } from '../../../src/ui/charts/distribution-of.ts';

const type = (name: string) => {
  const definition = catalog.get(name);
  if (definition === undefined) throw new Error(`no type ${name}`);
  return definition;
};

describe('the table of pictures', () => {
  it('has an entry for the role of every type', () => {
    for (const definition of catalog.all) expect(Object.keys(PICTURES), definition.type).toContain(definition.role);
  });
  it('says which types have a picture', () => {
    for (const name of [
      'Dataset',
      'CosineDecay',
      'Activation',
      'LeakyReLU',
      'ELU',
      'HeNormal',
      'MeanSquaredError',
      'Train',
    ]) {
      expect(hasPicture(type(name)), name).toBe(true);
    }
    for (const name of ['Dense', 'BatchNormalization', 'Adam', 'EarlyStopping', 'Note', 'L2'])
      expect(hasPicture(type(name)), name).toBe(false);
  });
  it('looks at the activation a Dense was given', () => {
    const dense = type('Dense');
    expect(hasPicture(dense, { ...defaultParams(dense), activation: 'tanh' })).toBe(true);
  });
});

describe('shares of one whole', () => {
  it.each(['softmax', 'sparsemax'])('are what %s makes of a row', (name) => {
    const shares = sharesOf(activationNamed(name)) ?? [];
    expect(shares).toHaveLength(4);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });
  it.each(['log_softmax', 'sigmoid', 'relu'])('are not what %s gives: it is drawn as a curve', (name) => {
    expect(sharesOf(activationNamed(name))).toBeUndefined();
  });
  it('are named below the picture', () => {
    expect(sharesCaption(sharesOf(activationNamed('sparsemax')) ?? [])).toBe(
      'Four values, 2, 1, 0 and −1, as shares of one whole: 1, 0, 0 and 0.',
    );
  });
});

describe('pictures of data', () => {
  const dataset = catalog.expect('Dataset', 'dataset');
  const load = async (name: string) => {
    const params = { ...defaultParams(dataset), name };
    const info = dataset.describe(params);
    return { info, data: await dataset.load(params, nodeRandom(1, 'data')) };
  };
  it('group a classification by class, every point once', async () => {
    const { info, data } = await load('spiral');
    const groups = datasetGroups(info, data, 10_000);
    expect(groups.map((group) => group.name)).toEqual(info.target.names);
    expect(groups.reduce((sum, group) => sum + group.points.length, 0)).toBe(info.samples);
    expect(datasetGroups(info, data, 100).reduce((sum, group) => sum + group.points.length, 0)).toBeLessThanOrEqual(
      100,
    );
  });
  it('shade a regression in seven steps', async () => {
    const { info, data } = await load('reg-plane');
    const groups = datasetGroups(info, data, 10_000);
    expect(new Set(groups.map((group) => group.colour)).size).toBe(7);
    expect(groups.reduce((sum, group) => sum + group.points.length, 0)).toBe(info.samples);
  });
  it('draw one feature against the value to learn', async () => {
    const { info, data } = await load('sine');
    expect(datasetGroups(info, data, 10_000)).toHaveLength(1);
  });
  it('take images of every class in turn', () => {
    const info = {
      title: 'Toy',
      samples: 6,
      shape: [2, 2],
      featureNames: [],
      image: [2, 2] as const,
      target: { kind: 'classes' as const, names: ['a', 'b'] },
    };
    const data = {
      features: Float32Array.from({ length: 6 * sizeOf(info.shape) }, (_, i) => Math.floor(i / 4)),
      targets: Float32Array.of(0, 0, 0, 1, 1, 1),
    };
    expect(datasetImages(info, data, 4).map((image) => image[0])).toEqual([0, 3, 1, 4]);
    expect(describeDataset(info)).toBe('Toy: 6 examples, a few of them as images; 2 classes: a, b.');
  });
});

describe('pictures of initializers', () => {
  const he = catalog.expect('HeNormal', 'initializer');
  it('draw the weight itself, the same every time', () => {
    const drawn = drawInitializer(he, {}, 42, { key: 'd1/kernel', shape: [100, 50] });
    expect(drawn.ok).toBe(true);
    if (!drawn.ok) return;
    expect(drawn.distribution.count).toBe(5000);
    expect(drawn.distribution.std).toBeCloseTo(Math.sqrt(2 / 100), 2);
    expect(drawInitializer(he, {}, 42, { key: 'd1/kernel', shape: [100, 50] })).toBe(drawn);
  });
  it('draw piece by piece what starts so', () => {
    const constant = catalog.expect('Constant', 'initializer');
    const pieces = [{ shape: [2] }, { shape: [3], ones: true as const }];
    const drawn = drawInitializer(constant, { value: 0.5 }, 42, { key: 'lstm/bias', shape: [5], pieces });
    expect(drawn.ok && [drawn.distribution.min, drawn.distribution.max]).toEqual([0.5, 1]);
    expect(drawn.ok && drawn.distribution.mean).toBeCloseTo((2 * 0.5 + 3) / 5, 6);
  });
  it('show a stand-in for a weight of a billion values', () => {
    const drawn = drawInitializer(he, {}, 42, { key: 'd1/kernel', shape: [1000, 1_000_000] });
    expect(drawn.ok && drawn.note).toContain('too large to draw here');
  });
  it('pass on why a shape cannot be filled', () => {
    const identity = catalog.expect('Identity', 'initializer');
    const drawn = drawInitializer(identity, defaultParams(identity), 42, { key: 'd1/bias', shape: [3] });
    expect(drawn.ok).toBe(false);
  });
});

describe('domains', () => {
  it('stand at −6 … 6 until something is measured, then on round numbers around it', () => {
    expect(plotDomain(undefined)).toEqual([-6, 6]);
    const [low, high] = plotDomain(summarise(Float32Array.of(-0.2, 3.3)));
    expect(low).toBeLessThanOrEqual(-1);
    expect(high).toBeGreaterThanOrEqual(3.3);
  });
  it('double a schedule until training fits', () => {
    expect(shownHorizon(1000, undefined)).toBe(1000);
    expect(shownHorizon(1000, 1000)).toBe(1000);
    expect(shownHorizon(1000, 3500)).toBe(4000);
    expect(shownHorizon(0, 3)).toBe(4);
  });
});
