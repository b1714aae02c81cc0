import type { NodeId } from '../../../graph/types.ts';
import type { ParamMeta, ParamValue } from '../../../catalog/params.ts';

/** What every control of a param receives. */
export interface ControlProps {
  readonly id: string;
  /** The node whose param it is; absent for settings of the document. */
  readonly node?: NodeId;
  readonly meta: ParamMeta;
  readonly value: ParamValue;
  /** Ids of the texts that explain the field and say what is wrong with it. */
  readonly describedBy: string;
  /** What is changed from here on is an undo step of its own. */
  onBegin(): void;
  /** Puts back what stood in the document when it began. */
  onRestore(): void;
  onChange(value: ParamValue): void;
  /** Says in words why what stands in the field is not accepted; `undefined` when it is. */
  onRefused(message: string | undefined): void;
}
