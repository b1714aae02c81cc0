import type { ParamShape } from '../params.ts';
import type { Common } from './common.ts';

/** A block of a document, as a type that its nodes have. */
export interface BlockSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'block';
}
