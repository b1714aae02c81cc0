import type { ParamShape } from '../params.ts';
import type { Common } from './common.ts';

/** A node inside of a block that is one of its ports. */
export interface GateSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'gate';
}
