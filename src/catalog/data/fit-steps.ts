/** Preprocessing measured on the training rows, step by step: each sees what the ones before it give. */
import { invariant } from '../../base/invariant.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { FittedState, PreprocessingDefinition } from '../define/index.ts';
import type { ParamValues } from '../params.ts';

export interface Step {
  /** The node, for messages. */
  readonly node: string;
  readonly definition: PreprocessingDefinition;
  readonly params: ParamValues;
}

export interface FittedStep extends Step {
  /** Shape of what it receives. */
  readonly shape: Shape;
  readonly state: FittedState;
  apply(rows: Float32Array): Float32Array;
}

/** `train` holds the training rows, `shape` is that of one of them. */
export function fitSteps(steps: readonly Step[], train: Float32Array, shape: Shape): readonly FittedStep[] {
  let [seen, arriving] = [train, shape];
  return steps.map((step) => {
    const { definition, params, node } = step;
    const given = arriving;
    const width = sizeOf(given);
    const state = definition.fit(params, seen, width);
    const apply = (rows: Float32Array) => definition.apply(params, state, rows, width);
    seen = apply(seen);
    const next = definition.outputShape(params, given);
    invariant(next.ok, `${node} passed the compiler but refuses shape ${formatShape(given)}`);
    arriving = next.value;
    return { ...step, shape: given, state, apply };
  });
}
