export { multiHeadAttention } from './attention/multi-head-attention.ts';
export { conv1d } from './convolution/conv1d.ts';
export { conv2dTranspose } from './convolution/conv2d-transpose.ts';
export { conv2d } from './convolution/conv2d.ts';
export { depthwiseConv2d } from './convolution/depthwise-conv2d.ts';
export { separableConv2d } from './convolution/separable-conv2d.ts';
export { dense } from './core/dense.ts';
export { embedding } from './core/embedding.ts';
export { timeDistributed } from './core/time-distributed.ts';
export { add } from './merging/add.ts';
export { average } from './merging/average.ts';
export { concatenate } from './merging/concatenate.ts';
export { dot } from './merging/dot.ts';
export { maximum } from './merging/maximum.ts';
export { minimum } from './merging/minimum.ts';
export { multiply } from './merging/multiply.ts';
export { subtract } from './merging/subtract.ts';
export { batchNormalization } from './normalization/batch-normalization.ts';
export { groupNormalization } from './normalization/group-normalization.ts';
export { layerNormalization } from './normalization/layer-normalization.ts';
export { unitNormalization } from './normalization/unit-normalization.ts';
export { averagePooling1d } from './pooling/average-pooling1d.ts';
export { averagePooling2d } from './pooling/average-pooling2d.ts';
export { globalAveragePooling1d } from './pooling/global-average-pooling1d.ts';
export { globalAveragePooling2d } from './pooling/global-average-pooling2d.ts';
export { globalMaxPooling1d } from './pooling/global-max-pooling1d.ts';
export { globalMaxPooling2d } from './pooling/global-max-pooling2d.ts';
export { maxPooling1d } from './pooling/max-pooling1d.ts';
export { maxPooling2d } from './pooling/max-pooling2d.ts';
export { normalization } from './preprocessing/normalization.ts';
export { rescaling } from './preprocessing/rescaling.ts';
export { bidirectional } from './recurrent/bidirectional.ts';
export { gru } from './recurrent/gru.ts';
export { lstm } from './recurrent/lstm.ts';
export { simpleRNN } from './recurrent/simple-rnn.ts';
export { activityRegularization } from './regularization/activity-regularization.ts';
export { alphaDropout } from './regularization/alpha-dropout.ts';
export { dropout } from './regularization/dropout.ts';
export { gaussianDropout } from './regularization/gaussian-dropout.ts';
export { gaussianNoise } from './regularization/gaussian-noise.ts';
export { spatialDropout2d } from './regularization/spatial-dropout2d.ts';
export { cropping2d } from './reshaping/cropping2d.ts';
export { flatten } from './reshaping/flatten.ts';
export { permute } from './reshaping/permute.ts';
export { repeatVector } from './reshaping/repeat-vector.ts';
export { reshape } from './reshaping/reshape.ts';
export { upSampling2d } from './reshaping/up-sampling2d.ts';
export { zeroPadding2d } from './reshaping/zero-padding2d.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = [
  'Dense',
  'Conv2D',
  'MaxPooling2D',
  'LSTM',
  'BatchNormalization',
  'Dropout',
  'Add',
  'Concatenate',
  'Flatten',
  'Reshape',
];
