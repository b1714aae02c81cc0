import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../src/base/shape.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { dataset } from '../../../src/catalog/data/dataset.ts';
import { sources } from '../../../src/catalog/data/sources/index.ts';
import { parseParams, targetColumns } from '../../../src/catalog/define/index.ts';
import { paramMeta } from '../../../src/catalog/params.ts';
import { parted } from '../../support/thorough.ts';
import { countsOf, fingerprint, loadDataset } from './helpers.ts';

const generated = sources.filter(({ origin }) => origin === 'generated').map(({ name }) => name);
const all = sources.map(({ name }) => name);
const withClasses = all.filter(
  (name) => !'reg-plane reg-gauss sine sine-windows diabetes digit-lines'.split(' ').includes(name),
);
const withNoise = generated.filter((name) => name !== 'normal-noise');
const meta = (name: string) => {
  const schema = dataset.params[name];
  if (schema === undefined) throw new Error(`no param ${name}`);
  return paramMeta(schema);
};

describe('Dataset', () => {
  it('offers its data sets and starts with the spiral', () => {
    expect(all).toEqual(
      [
        'circle xor gauss spiral moons blobs reg-plane reg-gauss sine sine-windows height-weight build normal-noise',
        'iris penguins wine breast-cancer diabetes digits digit-lines mnist fashion-mnist',
      ].flatMap((line) => line.split(' ')),
    );
    expect(defaultParams(dataset)).toEqual({
      name: 'spiral',
      samples: 500,
      noise: 0.05,
      classes: 2,
      features: 500,
      validation_fraction: 0.2,
      test_fraction: 0,
    });
  });

  it.each(all)('%s delivers exactly what it describes', async (name) => {
    const { info, data } = await loadDataset({ name, samples: 137, classes: 3 });
    expect(data.features.length).toBe(info.samples * sizeOf(info.shape));
    expect(data.targets.length).toBe(info.samples * targetColumns(info.target));
    expect(info.featureNames).toHaveLength(sizeOf(info.shape));
    expect(new Set(info.featureNames).size).toBe(info.featureNames.length);
    expect(data.features.every(Number.isFinite) && data.targets.every(Number.isFinite)).toBe(true);
    expect(sizeOf(info.image ?? info.shape)).toBe(sizeOf(info.shape));
  });

  it.each(generated)('%s makes as many examples as asked for', async (name) => {
    for (const samples of [10, 11, 1000]) {
      const { info, data } = await loadDataset({ name, samples });
      expect(info.samples).toBe(samples);
      expect(data.targets.length).toBe(samples);
    }
  });

  it.each(generated.filter((name) => withClasses.includes(name)))('%s has balanced classes', async (name) => {
    const { info, data } = await loadDataset({ name, samples: 501, classes: 4 });
    const counts = countsOf(data.targets);
    expect(counts).toHaveLength(info.target.names.length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it.each(withClasses)('%s comes in random order, not sorted by class', async (name) => {
    const { info, data } = await loadDataset({ name, samples: 400 });
    const classes = info.target.names.length;
    const changes = data.targets.filter((label, row) => row > 0 && label !== data.targets[row - 1]).length;
    // In random order, neighbours differ in (classes - 1) / classes of the cases.
    expect(changes / info.samples).toBeGreaterThan(0.8 * (1 - 1 / classes));
    expect(changes / info.samples).toBeLessThan(1.2 * (1 - 1 / classes));
  });

  for (const [options, names] of parted(all, (name) => name !== 'fashion-mnist'))
    it.each(names)('%s depends on seed and node, and on nothing else', options, async (name) => {
      const print = async (seed?: number, node?: string) =>
        fingerprint((await loadDataset({ name, samples: 60 }, seed, node)).data);
      const first = await print();
      expect(await print()).toBe(first);
      expect(await print(43)).not.toBe(first);
      expect(await print(42, 'other')).not.toBe(first);
    });

  it.each(withNoise)('%s: another noise level shakes the same points by another amount', async (name) => {
    const [clean, some, more] = await Promise.all(
      [0, 0.1, 0.2].map(async (noise) => {
        const { info, data } = await loadDataset({ name, samples: 80, noise });
        const [shaken, kept] =
          info.target.kind === 'values' ? [data.targets, data.features] : [data.features, data.targets];
        return { shaken, kept };
      }),
    );
    if (!clean || !some || !more) throw new Error('three levels expected');
    expect(more.kept).toEqual(clean.kept);
    const shifts = clean.shaken.map((value, i) => (some.shaken[i] ?? 0) - value);
    expect(Math.max(...shifts.map(Math.abs))).toBeGreaterThan(0.01);
    clean.shaken.forEach((value, i) => {
      const expected = value + 2 * (shifts[i] ?? 0);
      // float32 rounding of values up to 110 (kilograms)
      expect(Math.abs((more.shaken[i] ?? 0) - expected)).toBeLessThan(5e-5);
    });
  });

  it('the standard deviation of the noise is the param, in half widths of the data', async () => {
    const shift = async (name: string) => {
      const clean = await loadDataset({ name, samples: 4000, noise: 0 });
      const noisy = await loadDataset({ name, samples: 4000, noise: 0.3 });
      const columns = clean.info.featureNames.length;
      return clean.info.featureNames.map((_, column) => {
        let squares = 0;
        for (let row = 0; row < 4000; row++) {
          const i = row * columns + column;
          squares += ((noisy.data.features[i] ?? 0) - (clean.data.features[i] ?? 0)) ** 2;
        }
        return Math.sqrt(squares / 4000);
      });
    };
    const [x1 = 0, x2 = 0] = await shift('moons');
    expect(x1).toBeCloseTo(0.3, 1);
    expect(x2).toBeCloseTo(0.3, 1);
    const [height = 0, weight = 0] = await shift('height-weight');
    expect(height / (0.3 * 0.25)).toBeCloseTo(1, 1);
    expect(weight / (0.3 * 32.5)).toBeCloseTo(1, 1);
  });

  it.each([
    { samples: 9 },
    { samples: 100_001 },
    { samples: 50.5 },
    { noise: -0.1 },
    { noise: 1.1 },
    { classes: 1 },
    { classes: 11 },
    { name: 'imagenet' },
    { features: 0 },
    { features: 8193 },
    { validation_fraction: 1 },
    { test_fraction: -0.1 },
  ])('refuses %j', (params) => {
    expect(parseParams(dataset, params).success).toBe(false);
  });

  it('names source and licence of the real data in the menu', () => {
    const help = (name: string) => meta('name').choices?.find(({ value }) => value === name)?.help;
    expect(help('iris')).toMatch(/^Iris flowers\. Real data.*Fisher.*CC BY 4\.0/);
    expect(help('digits')).toMatch(/Alpaydin.*CC BY 4\.0/);
    expect(help('mnist')).toMatch(/Source: Y\. LeCun.*CC BY-SA 3\.0/);
    expect(help('fashion-mnist')).toMatch(/Source: .*Zalando.*MIT/);
    expect(help('moons')).not.toContain('Source:');
  });

  it('shows each param for the data sets that read it', () => {
    const shownFor = (param: string) => meta(param).when?.is;
    expect(shownFor('samples')).toEqual(generated);
    expect(shownFor('noise')).toEqual(withNoise);
    expect(shownFor('classes')).toEqual('circle xor gauss spiral moons blobs normal-noise'.split(' '));
    expect(shownFor('features')).toEqual(['normal-noise']);
    expect(shownFor('test_fraction')).toEqual(all.filter((name) => !name.endsWith('mnist')));
    expect(meta('validation_fraction').when).toBeUndefined();
  });

  it.each(generated)('%s reads the params that are shown for it, and no others', async (name) => {
    const some = { name, samples: 40, noise: 0.1, classes: 3, features: 4 };
    const { data } = await loadDataset(some);
    for (const [param, other] of [
      ['noise', 0.2],
      ['classes', 4],
      ['features', 5],
    ] as const) {
      const changed = fingerprint((await loadDataset({ ...some, [param]: other })).data) !== fingerprint(data);
      expect(changed, param).toBe(meta(param).when?.is.includes(name));
    }
  });

  it('never holds out more than nine tenths', () => {
    const split = (validation_fraction: number, test_fraction: number) =>
      dataset.split({ ...defaultParams(dataset), validation_fraction, test_fraction });
    expect(split(0.2, 0.1)).toEqual({ validation: 0.2, test: 0.1 });
    expect(split(0, 0)).toEqual({ validation: 0, test: 0 });
    const capped = split(0.9, 0.6);
    expect(capped.validation + capped.test).toBeCloseTo(0.9, 12);
    expect(capped.validation / capped.test).toBeCloseTo(1.5, 12);
  });
});
