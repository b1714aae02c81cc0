export { output } from './output.ts';
export { wires } from './wires.ts';
