/** `npm run bench`: speed as ratios, each pair measured side by side in the same run. */
import { benchCompile } from './compile.ts';
import { benchKernels } from './kernels.ts';
import { benchProbes } from './probes.ts';
import { benchTraining } from './training.ts';

await benchCompile();
await benchTraining();
await benchProbes();
await benchKernels();
