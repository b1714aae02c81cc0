/*
 * The evaluation at the end of each epoch by replay, where the backend can be recorded. A small network takes
 * longer to evaluate by tfjs than to train for the whole epoch.
 */
import type { Logs } from '../../catalog/define/index.ts';
import type { Rows } from '../data/device-data.ts';
import type { Network } from '../model/network.ts';
import { capture } from '../replay/capture.ts';
import type { Recording, Tier } from '../replay/recording.ts';
import { CannotRecord } from '../replay/trace.ts';
import { batchFigures, evaluateRows, summedUp } from './evaluate.ts';
import type { Objective } from './objective.ts';

export class RecordedEvaluation {
  private recording: Recording | undefined;

  constructor(
    private readonly network: Network,
    private readonly objective: Objective,
    private readonly rows: Rows,
  ) {}

  /** Records, if that can be done; otherwise `logs` goes on with tfjs. */
  async prepare(tier: Tier): Promise<void> {
    const { network, objective, rows } = this;
    if (this.recording !== undefined || rows.count === 0) return;
    const spec = {
      variables: network.weights.map(({ variable }) => variable),
      tensors: [...Object.values(rows.inputs), rows.targets],
      rows: [],
      lists: [],
      rowsPerStep: 0,
      rowCount: 0,
      compute: () => ({ figures: batchFigures(network, objective, rows), commits: [] }),
    };
    try {
      this.recording = await capture(spec, tier);
    } catch (thrown) {
      if (!(thrown instanceof CannotRecord)) throw thrown;
    }
  }

  /** `loss` and the metrics by name, each with `prefix`; empty for a split without rows. */
  async logs(prefix: string): Promise<Logs> {
    const { network, objective, rows, recording } = this;
    if (recording === undefined) return evaluateRows(network, objective, rows, prefix);
    return summedUp(objective, rows, prefix, await recording.run(1, 0, 0).figures);
  }

  dispose(): void {
    this.recording?.dispose();
    this.recording = undefined;
  }
}
