export { activation } from './activation.ts';
export { eluLayer } from './elu.ts';
export { leakyReLU } from './leaky-relu.ts';
export { maxout } from './maxout.ts';
export { prelu } from './prelu.ts';
export { reluLayer } from './relu.ts';
export { softmaxLayer } from './softmax.ts';
