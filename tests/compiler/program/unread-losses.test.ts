/* A loss is judged before anything trains on it. */
import { expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { classifier } from '../documents.ts';

const unfinished = { without: ['train', 'opt'], cut: ['loss.loss train.loss', 'opt.optimizer train.optimizer'] };
const found = (document: Parameters<typeof compile>[0], code: string) =>
  compile(document, catalog).diagnostics.find((each) => each.code === code);

it('what does not suit the loss is warned of while there is no Train node yet', () => {
  const document = classifier({
    ...unfinished,
    nodes: [
      ['data', 'Dataset', { name: 'digits' }],
      ['out', 'Dense', { units: 10, activation: 'softmax' }],
      ['loss', 'BinaryCrossentropy'],
    ],
  });
  const other = found(document, 'other-activation');
  expect(other).toMatchObject({ severity: 'warning', node: 'loss' });
  // Ten columns that share one whole: it is the loss that is wrong.
  expect(other?.fixes?.[0]?.label).toBe('Use CategoricalCrossentropy');
});

it('a wrong width is an error only where something trains on it', () => {
  const nodes = [['out', 'Dense', { units: 3, activation: 'softmax' }]] as const;
  expect(found(classifier({ nodes }), 'output-width')).toMatchObject({ severity: 'error' });
  expect(found(classifier({ nodes, ...unfinished }), 'output-width')).toMatchObject({ severity: 'warning' });
});

it('says nothing twice', () => {
  const { diagnostics } = compile(
    classifier({ nodes: [['out', 'Dense', { units: 3, activation: 'softmax' }]] }),
    catalog,
  );
  expect(diagnostics.filter(({ code }) => code === 'output-width')).toHaveLength(1);
});
