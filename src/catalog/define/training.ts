import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common } from './common.ts';

export interface TrainingSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'training';
  plan(params: ParamsOf<S>): { readonly epochs: number; readonly batchSize: number; readonly shuffle: boolean };
}
