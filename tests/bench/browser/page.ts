/** What runs in the browser: `bench(part, request)` for whoever drives the page. */
import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { Host } from '../../../src/runtime/obtain-backend.ts';
import { compareTiers } from '../tiers/compare.ts';
import { runTasks } from '../train/run.ts';
import type { Bench } from './parts.ts';

const host: Host = {
  wasmPaths: {
    'tfjs-backend-wasm.wasm': wasmPlain,
    'tfjs-backend-wasm-simd.wasm': wasmSimd,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmSimd,
  },
};

const progress = (line: string): void => console.info(line);

const parts: Bench = {
  train: (request) => runTasks(request, host, progress),
  tiers: (request) => compareTiers(request, host, progress),
};
Object.assign(globalThis, { bench: parts });
