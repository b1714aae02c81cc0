export { dataset } from './dataset.ts';
export { table } from './table.ts';
