/*
 * What the training bench measures: nets, each in variants. A task says everything that a peer has to know to
 * do the same work; the graph document, the models of the peers and the report are all made from it.
 */

/** A node of the graph: its catalog type and params. */
export interface LayerSpec {
  readonly type: string;
  readonly params?: Readonly<Record<string, number | string | readonly number[]>>;
}

/** A net of dense layers alone, which can be written by hand as loops. */
export interface Stack {
  /** Units of the input and of every layer. */
  readonly sizes: readonly number[];
  /** Hidden layers are Dense, BatchNormalization, ReLU; otherwise Dense with tanh. */
  readonly normalised: boolean;
}

export type LossName = 'MeanSquaredError' | 'CategoricalCrossentropy';
export type OptimizerName = 'SGD' | 'Adam';

export interface Task {
  readonly net: string;
  readonly variant: string;
  /** Shape of one example, and the number of targets. */
  readonly input: readonly number[];
  readonly outputs: number;
  readonly batch: number;
  /** Steps of an epoch. */
  readonly batches: number;
  /** Steps whose losses are compared before anything is timed. */
  readonly checked: number;
  readonly layers: readonly LayerSpec[];
  /** The last layer ends with this function. */
  readonly output: 'tanh' | 'softmax';
  readonly loss: LossName;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** Absent where the net has other layers than dense ones. */
  readonly stack?: Stack;
}

export const titleOf = ({ net, variant }: Pick<Task, 'net' | 'variant'>): string => `${net} ${variant}`;
