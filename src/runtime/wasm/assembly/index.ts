/** Everything the module exports. */
export { setScratch } from './scratch';
export { matmul } from './matmul';
export { conv2dBackpropFilter, conv2dBackpropInput } from './conv';
export { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise';
export { avgPoolGrad, maxPoolGrad } from './pool';
export { segmentSum } from './rows-by-index';
