import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common } from './common.ts';

export interface NoteSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'note';
  text(params: ParamsOf<S>): string;
  /** In pixels at actual size. */
  width(params: ParamsOf<S>): number;
}
