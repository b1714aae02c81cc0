/** What stands behind `npm run bench --`. */
import { parseArgs } from 'node:util';
import type { BenchBackend } from './train/peer.ts';

export interface Options {
  /** Parts by name; all of them if none is given. */
  readonly parts: readonly string[];
  /** One JSON object per line instead of tables. */
  readonly json: boolean;
  /** Ends with exit code 1 where a ratio is under half of its target. */
  readonly gate: boolean;
  /** Trains in this process instead of in browsers, once and shortly: for a quick look while working. */
  readonly node: boolean;
  /** Writes the chart and the table of the README. */
  readonly publish: boolean;
  readonly launches: number;
  /** How long each peer is timed in a launch, at least. */
  readonly milliseconds: number;
  /** How the names of the nets and of the variants to run begin. */
  readonly net: string;
  readonly variant: string;
  /** How often `kills` kills the browser, and the page. */
  readonly browserKills: number;
  readonly pageKills: number;
  readonly backend: BenchBackend;
}

export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      node: { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
      launches: { type: 'string', default: '5' },
      ms: { type: 'string', default: '300' },
      net: { type: 'string', default: '' },
      variant: { type: 'string', default: '' },
      browser: { type: 'string', default: '100' },
      page: { type: 'string', default: '50' },
      backend: { type: 'string', default: 'wasm' },
    },
  });
  const { ms, launches, backend, browser, page, ...rest } = values;
  if (backend !== 'cpu' && backend !== 'wasm' && backend !== 'webgpu') {
    throw new Error(`--backend is cpu, wasm or webgpu; found ${backend}.`);
  }
  if (rest.publish && (rest.node || rest.net !== '' || rest.variant !== '')) {
    throw new Error('--publish wants a whole run in browsers: leave out --node, --net and --variant.');
  }
  return {
    ...rest,
    parts: positionals,
    launches: count('launches', launches),
    milliseconds: count('ms', ms),
    backend,
    browserKills: count('browser', browser, 0),
    pageKills: count('page', page, 0),
  };
}

function count(option: string, text: string, least = 1): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${option} wants a whole number from ${least}, found ${text}.`);
  return value;
}
