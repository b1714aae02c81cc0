/** Node finds the wasm binaries inside the installed package. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Host } from '../runtime/obtain-backend.ts';

const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');

export const nodeHost: Host = { wasmPaths: join(dirname(packageFile), 'dist/') };
