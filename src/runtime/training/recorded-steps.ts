/*
 * Training steps by replay, where the backend can be recorded. One recording for each number of rows that a
 * step has: the last batch of an epoch may be smaller. What cannot be recorded is said once, and whoever
 * asks goes on with tfjs.
 */
import { random } from '../../base/random.ts';
import { capture } from '../replay/capture.ts';
import type { Recording, Taken, Tier } from '../replay/recording.ts';
import { CannotRecord } from '../replay/trace.ts';
import { stepSpec } from './step-spec.ts';
import type { FedStep, Training } from './step-spec.ts';

interface Recorded {
  readonly spec: FedStep;
  readonly recording: Recording;
  /** The epoch whose order it knows. */
  ordered: number | undefined;
}

export class RecordedSteps {
  /** Why steps are taken one by one. */
  reason: string | undefined;
  private readonly byRows = new Map<number, Recorded>();
  /** The numbers of all rows, in the order of an epoch. */
  private rows: Int32Array | undefined;
  private orderedFor: number | undefined;

  constructor(
    private readonly training: Training,
    private readonly tier: Tier,
  ) {}

  /** Records steps of this many rows, if that has not been done. */
  async prepare(rows: number): Promise<void> {
    if (this.reason !== undefined || this.byRows.has(rows)) return;
    const spec = stepSpec(this.training, rows);
    try {
      this.byRows.set(rows, { spec, recording: await capture(spec, this.tier), ordered: undefined });
    } catch (thrown) {
      spec.dispose();
      if (!(thrown instanceof CannotRecord)) throw thrown;
      this.reason = thrown.message;
      this.dispose();
    }
  }

  /** Takes up to `count` steps of `rows` rows each, from row `firstRow` of the epoch on; undefined if that cannot be done. */
  take(epoch: number, firstRow: number, rows: number, step: number, count: number): Taken | undefined {
    const recorded = this.byRows.get(rows);
    if (recorded === undefined) return undefined;
    const shuffled = this.training.linked.program.shuffle ? epoch : 0;
    if (recorded.ordered !== shuffled) {
      recorded.recording.setOrder(this.order(shuffled));
      recorded.ordered = shuffled;
    }
    return recorded.recording.run(Math.min(count, recorded.recording.most), step, firstRow);
  }

  /** Steps of `rows` rows that may be taken before their figures are looked at; undefined where none are recorded. */
  atOnce(rows: number): number | undefined {
    return this.byRows.get(rows)?.recording.most;
  }

  /** Before tfjs itself computes with the weights. */
  sync(): void {
    for (const { recording } of this.byRows.values()) recording.sync();
  }

  dispose(): void {
    for (const { recording, spec } of this.byRows.values()) {
      recording.dispose();
      spec.dispose();
    }
    this.byRows.clear();
  }

  /** The same order as that of batches that are cut on the device; whoever is given it copies it. */
  private order(epoch: number): Int32Array {
    const { linked, table } = this.training;
    const { seed, id, shuffledAs = id, shuffle } = linked.program;
    // One list for all epochs: a new one for each would cost small nets as much as some of their steps.
    this.rows ??= new Int32Array(table.count);
    if (this.orderedFor === epoch) return this.rows;
    this.orderedFor = epoch;
    for (let i = 0; i < this.rows.length; i++) this.rows[i] = i;
    if (shuffle) random(seed, shuffledAs, 'shuffle', epoch).shuffle(this.rows);
    return this.rows;
  }
}
