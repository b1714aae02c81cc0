/** Nothing about the held-out examples reaches what is trained on, whichever preprocessing stands in between. */
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/base/random.ts';
import { sizeOf } from '../../../src/base/shape.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { splitIndices } from '../../../src/catalog/data/plan-split.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { prepareData } from '../../../src/runtime/data/prepare.ts';
import type { Linked } from '../../../src/runtime/link.ts';
import { linkedOf } from '../../support/programs.ts';
import { document } from '../../compiler/documents.ts';

const types = catalog.all.filter(({ role }) => role === 'preprocessing').map(({ type }) => type);

/** A network behind one node of this type, on data that the type takes. */
function linkedBehind(type: string): Linked {
  const definition = catalog.expect(type, 'preprocessing');
  const takesPairs = definition.outputShape(defaultParams(definition), [2]).ok;
  const data = takesPairs ? { name: 'height-weight' } : { name: 'digits' };
  return linkedOf(
    document(
      [
        ['data', 'Dataset', data],
        ['step', type],
        ['out', 'Dense', takesPairs ? { units: 1, activation: 'sigmoid' } : { units: 10, activation: 'softmax' }],
        ['loss', takesPairs ? 'BinaryCrossentropy' : 'CategoricalCrossentropy'],
        ['opt', 'SGD'],
        ['train', 'Train'],
      ],
      [
        'data.features step.inputs',
        'step.outputs out.inputs',
        'out.outputs loss.y_pred',
        'data.targets loss.y_true',
        'loss.loss train.loss',
        'opt.optimizer train.optimizer',
      ],
    ),
  );
}

/** The same with other numbers in every held-out row: a thousand times as large, so that no measure would miss them. */
async function tampered({ program, dataset, ...rest }: Linked) {
  const { definition, params } = dataset;
  const { info, node } = program.data;
  const rng = nodeRandom(program.seed, node);
  const data = await definition.load(params, rng);
  const {
    validation,
    test: tests,
    train,
  } = splitIndices(info.samples, definition.split(params), rng('split'), data.targets);
  const width = sizeOf(info.shape);
  const features = data.features.slice();
  for (const row of [...validation, ...tests])
    for (let i = row * width; i < (row + 1) * width; i++) features[i] = 1000 * (1 + (features[i] ?? 0));
  const linked: Linked = {
    ...rest,
    program,
    dataset: { params, definition: { ...definition, load: () => Promise.resolve({ ...data, features }) } },
  };
  const trainRows = Float32Array.from(
    [...train].flatMap((row) => [...features.subarray(row * width, (row + 1) * width)]),
  );
  return { linked, features, trainRows, width };
}

test.each(types)('%s', async (type) => {
  const before = linkedBehind(type);
  const { linked, features, trainRows, width } = await tampered(before);
  const [honest, changed] = [await prepareData(before), await prepareData(linked)];
  expect(changed.splits.train).toEqual(honest.splits.train);
  expect(changed.splits.validation.inputs).not.toEqual(honest.splits.validation.inputs);
  expect(changed.preprocess(trainRows.slice(0, 5 * width))).toEqual(honest.preprocess(trainRows.slice(0, 5 * width)));

  // What is measured would have come out otherwise if it had been measured on all rows.
  const definition = catalog.expect(type, 'preprocessing');
  const state = definition.fit(defaultParams(definition), trainRows, width);
  if (Object.keys(state).length > 0)
    expect(definition.fit(defaultParams(definition), features, width)).not.toEqual(state);
});
