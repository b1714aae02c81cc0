/** Every rule; a new one is its file and its line. */
export { deadRelu } from './dead-relu.ts';
export { saturated } from './saturated.ts';
export { silent } from './silent.ts';
export { symmetricInit } from './symmetric-init.ts';
export { vanishingGradient } from './vanishing-gradient.ts';
export { zeroInit } from './zero-init.ts';
