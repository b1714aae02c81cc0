export { blockInput } from './block-input.ts';
export { blockOutput } from './block-output.ts';
