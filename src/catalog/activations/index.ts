import { activation } from './activation.ts';
import { eluLayer } from './elu.ts';
import { leakyReLU } from './leaky-relu.ts';
import { maxout } from './maxout.ts';
import { prelu } from './prelu.ts';

/** In the order of the palette. */
export const activations = [activation, leakyReLU, eluLayer, prelu, maxout];
