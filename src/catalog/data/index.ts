export { dataset } from './dataset.ts';
