export { activation } from './activation.ts';
export { eluLayer } from './elu.ts';
export { glu } from './glu.ts';
export { leakyReLU } from './leaky-relu.ts';
export { maxout } from './maxout.ts';
export { prelu } from './prelu.ts';
export { reluLayer } from './relu.ts';
export { softmaxLayer } from './softmax.ts';
export { threshold } from './threshold.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['Activation', 'LeakyReLU'];
