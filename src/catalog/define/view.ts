import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common } from './common.ts';

/** A node that shows on its card how a run goes. It takes no part in the training, and no program knows of it. */
export interface ViewSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'view';
  /** The name of the picture that it shows, as the page has it. */
  readonly shows: string;
  /** How large its card is. */
  size(params: ParamsOf<S>): ViewSize;
}

export type ViewSize = 'small' | 'medium' | 'large';
