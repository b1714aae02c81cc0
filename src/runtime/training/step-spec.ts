/** A training step as something that can be recorded: which tensors are fed, and what is computed on them. */
import { must } from '../../base/invariant.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import type { Rows } from '../data/device-data.ts';
import type { Linked } from '../link.ts';
import type { ListFeed, RowFeed, StepSpec } from '../replay/recording.ts';
import { tf } from '../tf.ts';
import type { Variable } from '../tf.ts';
import { fedRandom } from './fed-random.ts';
import type { Declared } from './feeds.ts';
import type { TrainingStep } from './step.ts';

export interface Training {
  readonly linked: Linked;
  readonly declared: readonly Declared[];
  readonly step: TrainingStep;
  /** All rows to train on. */
  readonly table: Rows;
  /** Weights, and the state of the optimizer. */
  readonly variables: readonly Variable[];
  /** What a step computes with that depends on its number alone. */
  rates(step: number): Record<string, number>;
}

export interface FedStep extends StepSpec {
  /** Frees the tensors that are fed. */
  dispose(): void;
}

/** The step on `rows` rows. */
export function stepSpec(
  { linked, declared, step, table, variables, rates: numbersOf }: Training,
  rows: number,
): FedStep {
  const feedOf = (tensor: Tensor): RowFeed => ({ feed: tf.zeros([rows, ...tensor.shape.slice(1)]), table: tensor });
  const inputs = Object.fromEntries(Object.entries(table.inputs).map(([name, tensor]) => [name, feedOf(tensor)]));
  const targets = feedOf(table.targets);

  // Each rate asks for its own number of the same step.
  let present = { at: -1, numbers: {} as Record<string, number> };
  const numbersAt = (at: number) => {
    if (present.at !== at) present = { at, numbers: numbersOf(at) };
    return present.numbers;
  };
  const rates = Object.fromEntries(Object.keys(numbersAt(0)).map((name) => [name, tf.scalar(0)]));
  const rateFeeds = Object.entries(rates).map(([name, feed]): ListFeed => ({
    feed,
    values: (at) => [must(numbersAt(at)[name], `the rate ${name}`)],
  }));
  const random = fedRandom(declared, linked.program.seed, rows);
  const fed: Rows = {
    count: rows,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, { feed }]) => [name, feed])),
    targets: targets.feed,
  };
  const rowFeeds = [...Object.values(inputs), targets];
  const lists = [...rateFeeds, ...random.lists];
  return {
    variables,
    tensors: [],
    rows: rowFeeds,
    lists,
    rowsPerStep: rows,
    rowCount: table.count,
    compute() {
      const results = step.run({
        rows: fed,
        rates: rates as unknown as Parameters<TrainingStep['run']>[0]['rates'],
        random: random.feeds,
      });
      return { figures: results.figures, commits: step.changes(results) };
    },
    dispose: () => tf.dispose([...rowFeeds, ...lists].map(({ feed }) => feed)),
  };
}
