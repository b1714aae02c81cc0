/*
 * What an instrument asks of the network again and again, read off the device: the first time by tfjs, from the
 * second time on by replay, where training is replayed. For a small network a pass by tfjs takes as long as a hundred
 * recorded steps.
 */
import type { Tensor } from '../../catalog/define/index.ts';
import { sizeOf } from '../../base/shape.ts';
import type { StepMode } from '../../protocol/step-mode.ts';
import type { RandomFeeds } from '../model/pass.ts';
import { readAll } from '../read-all.ts';
import { capture } from '../replay/capture.ts';
import type { Recording, StepSpec, Tier } from '../replay/recording.ts';
import { CannotRecord } from '../replay/trace.ts';
import { tf } from '../tf.ts';
import { fedRandom } from '../training/fed-random.ts';
import { drawRandom } from '../training/feeds.ts';
import type { Declared } from '../training/feeds.ts';
import type { Run } from '../training/run.ts';

export interface Question {
  /** The same question has the same key. */
  readonly key: string;
  /** Rows that the network is asked about. */
  readonly rows: number;
  /** What is read besides weights. */
  readonly tensors: readonly Tensor[];
  /** Layers that draw numbers for it. */
  readonly declared: readonly Declared[];
  /** New tensors, from all that. */
  compute(random: RandomFeeds): readonly Tensor[];
}

/** A recording keeps the room that a pass needs; more than this is only borrowed, by tfjs. */
const MOST_BYTES = 2 ** 24;

/** The rewritten kernels round otherwise, which answers that cancel out may not stand; tfjs' own never do. */
const tiersFor = (mode: StepMode): readonly Tier[] =>
  mode === 'fast' ? ['fast', 'exact'] : mode === 'exact' ? ['exact'] : [];

/** The question that was asked last. */
interface Known {
  readonly key: string;
  readonly sizes: readonly number[];
  /** Undefined until it is asked again, `none` where it cannot be recorded. */
  recording?: Replay | 'none' | undefined;
}

interface Replay {
  readonly run: Recording['run'];
  dispose(): void;
}

export class Repeated {
  private known: Known | undefined;

  constructor(private readonly run: Run) {}

  /** The numbers of each tensor that `compute` gives, at the present step. */
  async read(question: Question): Promise<readonly Float32Array[]> {
    const { run } = this;
    if (this.known?.key !== question.key) {
      this.close();
      const found = await this.byTfjs(question);
      this.known = { key: question.key, sizes: found.map(({ length }) => length) };
      return found;
    }
    const { known } = this;
    // Before the first step it is not decided how steps are taken.
    if (run.stepMode !== undefined) known.recording ??= await this.record(question, known.sizes);
    if (known.recording === undefined || known.recording === 'none') return this.byTfjs(question);
    const figures = await known.recording.run(1, run.step, 0).figures;
    let end = 1;
    return known.sizes.map((size) => figures.slice(end, (end += size)));
  }

  close(): void {
    if (typeof this.known?.recording === 'object') this.known.recording.dispose();
    this.known = undefined;
  }

  private async byTfjs({ declared, rows, compute }: Question): Promise<readonly Float32Array[]> {
    const { linked, step } = this.run;
    const random = drawRandom(declared, linked.program.seed, step, rows);
    const made = compute(random);
    const found = await readAll(made);
    tf.dispose([...made, ...Object.values(random).flatMap((each) => Object.values(each))]);
    return found;
  }

  private async record(question: Question, sizes: readonly number[]): Promise<Replay | 'none'> {
    const { run } = this;
    const { declared, rows, tensors, compute } = question;
    if (rows * numbersPerRow(run) * 4 > MOST_BYTES) return 'none';
    const { feeds, lists } = fedRandom(declared, run.linked.program.seed, rows);
    const free = () => tf.dispose(lists.map(({ feed }) => feed));
    const spec: StepSpec = {
      variables: run.network.weights.map(({ variable }) => variable),
      tensors,
      rows: [],
      lists,
      rowsPerStep: 0,
      rowCount: 0,
      most: 1,
      parts: [1, ...sizes],
      compute() {
        const made = compute(feeds);
        // A step begins with a number that says whether it is sound; a look always is.
        const figures = tf.tidy(() => tf.concat([tf.zeros([1]), ...made.map((tensor) => tf.reshape(tensor, [-1]))]));
        tf.dispose([...made]);
        return { figures, commits: [] };
      },
    };
    for (const tier of tiersFor(run.stepMode ?? 'eager')) {
      try {
        const recording = await capture(spec, tier);
        return {
          run: (count, step, firstRow) => recording.run(count, step, firstRow),
          dispose() {
            recording.dispose();
            free();
          },
        };
      } catch (thrown) {
        if (thrown instanceof CannotRecord) continue;
        free();
        throw thrown;
      }
    }
    free();
    return 'none';
  }
}

/** What all layers make of one row. */
const numbersPerRow = ({ linked }: Run): number =>
  linked.layers.reduce(
    (sum, { plan }) => sum + Object.values(plan.outputShapes).reduce((all, shape) => all + sizeOf(shape), 0),
    0,
  );
