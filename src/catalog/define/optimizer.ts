import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, Tensor, TF } from './common.ts';

export type Slots = Readonly<Record<string, Tensor>>;

/** Numbers of a step, as float32 scalars on the device. */
export interface Rates {
  /** The learning rate, from the param, its schedule or a callback. */
  readonly learning_rate: Tensor;
  /** The number of the step, counted from 1. */
  readonly iteration: Tensor;
  /** What `rates` of the optimizer adds. */
  readonly [name: string]: Tensor;
}

export interface OptimizerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'optimizer';
  /**
   * `element`: every number is updated by itself, so the runtime lays all weights end to end and calls
   * `update` once. `variable`: the rule looks at one weight as a whole and is called for each.
   */
  readonly scope: 'element' | 'variable';
  /** State kept per weight, and the number each slot is filled with before step 1. */
  slots(params: ParamsOf<S>): Readonly<Record<string, number>>;
  /** What each slot is for, in a few plain words. */
  readonly slotWords?: Readonly<Record<string, string>>;
  /**
   * The slots in the order in which Keras numbers them in a file; those that it makes side by side for each
   * weight stand in one list. Where absent, each slot comes by itself, in the order of `slots`.
   */
  kerasSlots?(params: ParamsOf<S>): readonly (readonly string[])[];
  /** Numbers that Keras keeps once for all weights, behind the slots, as they are after `step` steps. */
  kerasScalars?(params: ParamsOf<S>, step: number): Readonly<Record<string, number>>;
  /**
   * Further numbers that step `t` (counted from 1) computes with. Whatever depends on the step alone
   * belongs here: it is computed once, in float64.
   */
  rates?(params: ParamsOf<S>, learningRate: number, t: number): Readonly<Record<string, number>>;
  /** One update in tensor ops; the returned tensors have the shapes of `weight` and of the slots. */
  update(
    tf: TF,
    params: ParamsOf<S>,
    weight: Tensor,
    gradient: Tensor,
    slots: Slots,
    rates: Rates,
  ): { weight: Tensor; slots: Slots };
  /** What the weight becomes when training ends, if it is one of the slots; `undefined`: it stays. */
  finish?(slots: Slots): Tensor | undefined;
}
