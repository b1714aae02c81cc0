export { heNormal } from './he-normal.ts';
