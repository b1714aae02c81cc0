/** What the network answers to one example that somebody has made up: drawn, or set with sliders. */
import { uploadInputs } from '../data/device-data.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import { pass } from '../model/network.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    /** y_pred for the row. */
    answer: { readonly outputs: Float32Array };
  }
  interface Requests {
    /** The features as they are before any preprocessing. */
    answer: { readonly row: readonly number[] };
  }
}

export const answer = defineInstrument({
  id: 'answer',
  rank: 5,
  example: { row: [0.5, -0.25] },
  share: 0.02,
  every: 100,
  momentary: true,
  open: (run) => ({
    async reduce({ row }) {
      if (row.length !== run.data.view.columns) return undefined;
      const tensor = predicted(run, row);
      const [outputs = new Float32Array()] = await readAll([tensor]);
      tensor.dispose();
      return { outputs };
    },
    rehearse({ row }) {
      if (row.length === run.data.view.columns) predicted(run, row).dispose();
    },
    close: () => undefined,
  }),
});

/** Prepared as held-out examples are. The caller disposes it. */
const predicted = ({ data, linked, network, objective }: Run, row: readonly number[]): Tensor =>
  tf.tidy(() => {
    const inputs = uploadInputs(linked.program, data.preprocess(Float32Array.from(row)), 1);
    return tf.clone(
      objective.prediction(network.forward(inputs, pass({ training: false, logits: network.fusedLayer }))),
    );
  });
