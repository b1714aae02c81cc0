export { l1l2 } from './l1-l2.ts';
export { l1 } from './l1.ts';
export { l2 } from './l2.ts';
export { orthogonalRegularizer } from './orthogonal-regularizer.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['L1', 'L2'];
