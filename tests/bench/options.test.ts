import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

test('parts and options', () => {
  expect(parseOptions(['train', '--json', '--net', '2-4', '--variant', 'tanh', '--launches', '2'])).toMatchObject({
    parts: ['train'],
    json: true,
    gate: false,
    net: '2-4',
    variant: 'tanh',
    launches: 2,
    milliseconds: 300,
    backend: 'wasm',
    browserKills: 100,
    pageKills: 50,
  });
  expect(parseOptions(['kills', '--browser', '0', '--page', '2'])).toMatchObject({ browserKills: 0, pageKills: 2 });
});

test.each([
  [['--launches', '0'], /--launches wants a whole number from 1, found 0/],
  [['--browser=-1'], /--browser wants a whole number from 0/],
  [['--ms', 'soon'], /--ms wants a whole number/],
  [['--publish', '--node'], /--publish wants a whole run in browsers/],
  [['--publish', '--variant', 'tanh'], /leave out --node, --net and --variant/],
  [['--backend', 'abacus'], /--backend is cpu, wasm or webgpu; found abacus/],
])('%s is refused', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});
