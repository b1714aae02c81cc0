export { curves } from './curves/curves.tsx';
export { output } from './output/output.tsx';
export { problems } from './problems/problems.tsx';
