export { boundary } from './boundary.tsx';
export { confusion } from './confusion.tsx';
export { curves } from './curves.tsx';
export { examples } from './examples.tsx';
export { fit } from './fit.tsx';
export { landscape } from './landscape.tsx';
