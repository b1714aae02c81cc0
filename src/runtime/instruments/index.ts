export { activation } from './activation.ts';
export { landscape } from './landscape.ts';
export { modes } from './modes.ts';
export { answer } from './answer.ts';
export { output } from './output.ts';
export { unitMaps } from './unit-maps.ts';
export { weightImages } from './weight-images.ts';
export { wires } from './wires.ts';
