export { cosineDecay } from './cosine-decay.ts';
export { exponentialDecay } from './exponential-decay.ts';
