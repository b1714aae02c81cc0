export { modes } from './modes.ts';
export { output } from './output.ts';
export { wires } from './wires.ts';
