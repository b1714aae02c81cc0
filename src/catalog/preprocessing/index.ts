export { addNoise } from './add-noise.ts';
export { augment } from './augment.ts';
export { minMaxScale } from './min-max-scale.ts';
export { oneHot } from './one-hot.ts';
export { pca } from './pca.ts';
export { playgroundFeatures } from './playground-features.ts';
export { polynomialFeatures } from './polynomial-features.ts';
export { standardize } from './standardize.ts';
export { whiten } from './whiten.ts';
export { zeroCenter } from './zero-center.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['Standardize', 'PCA'];
