/** Everything the module exports. */
export { setScratch } from './scratch';
export { matmul, matmulAdd } from './matmul';
export { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from './conv';
export { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise';
export { avgPoolGrad, maxPoolGrad } from './pool';
export { gatherRows, segmentSum } from './rows-by-index';
