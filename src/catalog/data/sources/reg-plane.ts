import { valueSource } from './value-source.ts';

/** `y = (x1 + x2) / 2` over [-1, 1]². */
export const regPlane = valueSource({
  name: 'reg-plane',
  title: 'Plane',
  help: 'A slanted plane over two features: the value is their mean. A single linear unit learns it exactly.',
  features: ['x1', 'x2'],
  truth: ([x1 = 0, x2 = 0]) => (x1 + x2) / 2,
});
