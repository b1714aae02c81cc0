export { dataset } from './dataset.ts';
export { images } from './images.ts';
export { table } from './table.ts';
