export { l1l2 } from './l1-l2.ts';
export { l1 } from './l1.ts';
export { l2 } from './l2.ts';
export { orthogonalRegularizer } from './orthogonal-regularizer.ts';
