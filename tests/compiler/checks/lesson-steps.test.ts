import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { example } from '../../support/programs.ts';
import { twoSpirals } from '../documents.ts';

const told = (document: GraphDocument, steps: unknown) =>
  compile({ ...document, lesson: { steps } } as GraphDocument, catalog)
    .diagnostics.filter(({ code }) => code === 'lesson')
    .map(({ severity, message }) => `${severity}: ${message}`);

const step = (fields: object) => [
  { title: 'First', text: 'Text.' },
  { title: 'Title', text: 'Text.', ...fields },
];
const WIRE = 'data.features->d1.inputs';

describe('a step of a lesson', () => {
  test('that names what is there is fine', () => {
    const sound = step({
      look: ['d1', WIRE],
      open: 'output',
      change: [{ node: 'd1', params: { units: 4 } }],
      claim: { figure: 'std', of: WIRE, is: 'above', value: 0 },
    });
    expect(told(twoSpirals, sound)).toEqual([]);
  });

  test.each([
    [{ look: ['d11'] }, 'There is no node “d11”. Did you mean d1?'],
    [{ look: ['d1.outputs->nowhere.inputs'] }, 'There is no wire “d1.outputs->nowhere.inputs”.'],
    [{ change: [{ node: 'zz9', params: {} }] }, 'There is no node “zz9”.'],
    [{ change: [{ node: 'd1', params: { unit: 4 } }] }, 'There is no param of Dense d1 “unit”. Did you mean units?'],
    [{ change: [{ node: 'd1', params: { units: -4 } }] }, 'units of d1 cannot be -4.'],
    [
      { claim: { figure: 'dead', of: 'd1', is: 'above', value: 0 } },
      'The claim about “dead” is about a wire that is not there: “d1”.',
    ],
    [
      { claim: { figure: 'dead', of: 'loss.loss->train.loss', is: 'above', value: 0 } },
      '“dead” is not measured on the wire “loss.loss->train.loss”.',
    ],
    [{ claim: { figure: 'loss', of: 'd1', is: 'above', value: 0 } }, 'There is no Train node “d1”.'],
    [
      { ask: { question: 'What?', answers: ['a', 'b'], right: 2, why: 'So.' } },
      '“right” is no answer; it counts them from 0.',
    ],
  ])('is warned of with its number and title: %j', (fields, message) => {
    expect(told(twoSpirals, step(fields))).toEqual([`warning: Step 2 of the lesson, “Title”: ${message}`]);
  });

  test('does not keep the graph from training', () => {
    const { programs } = compile(
      { ...twoSpirals, lesson: { steps: step({ look: ['no'] }) } } as GraphDocument,
      catalog,
    );
    expect(programs).toHaveLength(1);
  });

  test('may name a node that stands for a block, as it is drawn', () => {
    const blocks = example('residual-blocks');
    const use = blocks.nodes.find(({ type }) => catalog.get(type) === undefined);
    expect(told(blocks, step({ look: [use?.id] }))).toEqual([]);
    expect(told(blocks, step({ look: ['r99x'] }))).toHaveLength(1);
  });
});
