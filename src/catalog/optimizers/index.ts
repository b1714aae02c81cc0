export { adagrad } from './adagrad.ts';
export { adam } from './adam.ts';
export { rmsprop } from './rmsprop.ts';
export { sgd } from './sgd.ts';
