export { dataset } from './dataset.ts';
export { images } from './images.ts';
export { table } from './table.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['Dataset', 'Table', 'Images'];
