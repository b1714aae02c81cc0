/** The landscapes of the optimizer playground, in the order of its menu. Another one is its file and one line here. */
export { beale } from './beale.ts';
export { rosenbrock } from './rosenbrock.ts';
export { saddle } from './saddle.ts';
export { ravine } from './ravine.ts';
export { bowl } from './bowl.ts';
export { himmelblau } from './himmelblau.ts';
