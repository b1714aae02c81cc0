import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { withoutNumerics } from '../../src/tools/numerics-apart.ts';

const without = (code: string) => withoutNumerics(code, (text) => parseAst(text));

test('functions of tf lose their bodies, all else stays', () => {
  const code = [
    'const own = (x) => x + 1;',
    'const heights = (tf, rows) => tf.sum(rows);',
    'export const dense = { units: 4, call(tf, params) { return heights(tf, params.map((x) => x)); }, shape(x) { return x; } };',
    'function update(_tf, { rate }) { return rate; }',
  ].join('\n');
  const gone = "{throw Error('Numerics run in the worker')}";
  expect(without(code)).toBe(
    [
      'const own = (x) => x + 1;',
      `const heights = (tf, rows) => ${gone};`,
      `export const dense = { units: 4, call(tf, params) ${gone}, shape(x) { return x; } };`,
      `function update(_tf, { rate }) ${gone}`,
    ].join('\n'),
  );
});

test('workings are left out, however they are given', () => {
  const code =
    'export const a = { worked: mean((x) => x), b: 1 }, c = { worked({ rate }, x) { return [rate, x]; } }, d = (e) => e.worked;';
  expect(without(code)).toBe(
    'export const a = { worked: undefined, b: 1 }, c = { worked: undefined }, d = (e) => e.worked;',
  );
});

test('texts that are read elsewhere are left out where they are written out, and what Keras has besides', () => {
  const code =
    "export const a = { description: 'One. ' + 'Two.', summary: 'One.' }, b = { description: a.summary }, c = { description: `One.`, keras: { without: { seed: 'None.' } } };";
  expect(without(code)).toBe(
    "export const a = { description: undefined, summary: 'One.' }, b = { description: a.summary }, c = { description: undefined, keras: { without: undefined } };",
  );
});

test('what callbacks do and the figures of metrics are left out, and nothing else that is called so', () => {
  const code =
    'export const a = { start({ rate }) { return rate; } }, b = { start: [1, 2], result: (totals) => totals[0] }, c = { start, result: d };';
  expect(without(code)).toBe(
    'export const a = { start: undefined }, b = { start: [1, 2], result: undefined }, c = { start, result: d };',
  );
});

test('code without any is left alone', () => {
  expect(without('export const a = (x, tf) => tf;')).toBeUndefined();
});
