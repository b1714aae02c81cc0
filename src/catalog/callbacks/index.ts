export { earlyStopping } from './early-stopping.ts';
