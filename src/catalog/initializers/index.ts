export { constant } from './constant.ts';
export { glorotNormal } from './glorot-normal.ts';
export { glorotUniform } from './glorot-uniform.ts';
export { heNormal } from './he-normal.ts';
export { heUniform } from './he-uniform.ts';
export { identity } from './identity.ts';
export { lecunNormal } from './lecun-normal.ts';
export { lecunUniform } from './lecun-uniform.ts';
export { ones } from './ones.ts';
export { orthogonal } from './orthogonal.ts';
export { randomNormal } from './random-normal.ts';
export { randomUniform } from './random-uniform.ts';
export { truncatedNormal } from './truncated-normal.ts';
export { varianceScaling } from './variance-scaling.ts';
export { zeros } from './zeros.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['Zeros', 'RandomNormal', 'GlorotUniform', 'HeNormal'];
