/*
 * The evaluation at the end of each epoch by replay, where the backend can be recorded. A small network takes
 * longer to evaluate by tfjs than to train for the whole epoch.
 */
import type { Logs } from '../../catalog/define/index.ts';
import type { Rows } from '../data/device-data.ts';
import type { Network } from '../model/network.ts';
import { capture } from '../replay/capture.ts';
import type { Recording, RowFeed, StepSpec, Tier } from '../replay/recording.ts';
import { CannotRecord } from '../replay/trace.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import { Slices, strideAfter } from './slices.ts';
import { evaluateRows, figuresOf, summedUp } from './evaluate.ts';
import type { Objective } from './objective.ts';

/** What is recorded once and run for several batches of one size, which lie one behind the other. */
interface Stretch {
  readonly spec: StepSpec;
  readonly firstRow: number;
  readonly batches: number;
}

interface Recorded extends Stretch {
  readonly recording: Recording;
}

export class RecordedEvaluation {
  private recorded: readonly Recorded[] = [];
  /** How many batches may be taken at once. */
  private stride = 1;

  constructor(
    private readonly network: Network,
    private readonly objective: Objective,
    private readonly rows: Rows,
  ) {}

  /** Records, if that can be done; otherwise `logs` goes on with tfjs. */
  async prepare(tier: Tier): Promise<void> {
    if (this.recorded.length > 0 || this.rows.count === 0) return;
    const stretches = this.rows.count > this.objective.rowsAtOnce ? this.eachBatch() : [this.allAtOnce()];
    const done: Recorded[] = [];
    try {
      for (const stretch of stretches) done.push({ ...stretch, recording: await capture(stretch.spec, tier) });
      this.recorded = done;
    } catch (thrown) {
      for (const { recording } of done) recording.dispose();
      for (const { spec } of stretches) freeFeeds(spec);
      if (!(thrown instanceof CannotRecord)) throw thrown;
    }
  }

  /**
   * `loss` and the metrics by name, each with `prefix`; empty for a split without rows.
   * @param breath is called each time before others have their turn meanwhile.
   */
  async logs(prefix: string, breath?: () => void): Promise<Logs> {
    const { network, objective, rows, recorded } = this;
    if (recorded.length === 0) return evaluateRows(network, objective, rows, prefix, breath);
    const figures: number[] = [];
    const slices = new Slices(breath);
    for (const { recording, spec, firstRow, batches } of recorded) {
      for (let done = 0; done < batches;) {
        const count = Math.min(batches - done, recording.most, this.stride);
        const start = performance.now();
        const taken = recording.run(count, 0, firstRow + done * spec.rowsPerStep);
        this.stride = strideAfter(count, performance.now() - start);
        figures.push(...(await taken.figures));
        done += taken.steps;
        await slices.end();
      }
    }
    return summedUp(objective, rows, prefix, Float32Array.from(figures));
  }

  dispose(): void {
    for (const { recording, spec } of this.recorded) {
      recording.dispose();
      freeFeeds(spec);
    }
    this.recorded = [];
  }

  /** A single batch, from where the rows lie. */
  private allAtOnce(): Stretch {
    const { network, objective, rows } = this;
    const tensors = [...Object.values(rows.inputs), rows.targets];
    const compute = () => ({ figures: tf.tidy(() => figuresOf(network, objective, rows)), commits: [] });
    return { spec: { ...this.reads(), tensors, compute }, firstRow: 0, batches: 1 };
  }

  /** Batches of one size, and a smaller one at the end. */
  private eachBatch(): readonly Stretch[] {
    const size = this.objective.rowsAtOnce;
    const { count } = this.rows;
    const whole = Math.floor(count / size);
    const rest = count - whole * size;
    return [
      ...(whole > 0 ? [{ spec: this.fed(size), firstRow: 0, batches: whole }] : []),
      ...(rest > 0 ? [{ spec: this.fed(rest), firstRow: whole * size, batches: 1 }] : []),
    ];
  }

  /** The evaluation of a batch of so many rows. */
  private fed(rowsPerStep: number): StepSpec {
    const { network, objective, rows } = this;
    const feedOf = (table: Tensor): RowFeed => ({ feed: tf.zeros([rowsPerStep, ...table.shape.slice(1)]), table });
    const inputs = Object.entries(rows.inputs).map(([name, table]) => [name, feedOf(table)] as const);
    const targets = feedOf(rows.targets);
    const batch: Rows = {
      count: rowsPerStep,
      inputs: Object.fromEntries(inputs.map(([name, { feed }]) => [name, feed])),
      targets: targets.feed,
    };
    return {
      ...this.reads(),
      rows: [...inputs.map(([, feed]) => feed), targets],
      rowsPerStep,
      rowCount: rows.count,
      compute: () => ({ figures: tf.tidy(() => figuresOf(network, objective, batch)), commits: [] }),
    };
  }

  private reads() {
    const variables = this.network.weights.map(({ variable }) => variable);
    return { variables, tensors: [], rows: [], lists: [], rowsPerStep: 0, rowCount: 0 };
  }
}

const freeFeeds = ({ rows }: StepSpec): void => tf.dispose(rows.map(({ feed }) => feed));
