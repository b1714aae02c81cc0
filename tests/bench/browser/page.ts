/** What runs in the browser: `bench(part, request)` for whoever drives the page. */
import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { compareTiers } from '../tiers/compare.ts';
import { runTasks } from '../train/run.ts';
import type { Place } from '../train/run.ts';
import type { Bench, Offered } from './parts.ts';

const { threadTime } = globalThis as unknown as Offered;

const host: Place['host'] = {
  wasmPaths: {
    'tfjs-backend-wasm.wasm': wasmPlain,
    'tfjs-backend-wasm-simd.wasm': wasmSimd,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmSimd,
  },
};

const progress = (line: string): void => console.info(line);

const parts: Bench = {
  train: (request) => runTasks(request, { host, clock: threadTime }, progress),
  tiers: (request) => compareTiers(request, { host, clock: threadTime }, progress),
};
Object.assign(globalThis, { bench: parts });
