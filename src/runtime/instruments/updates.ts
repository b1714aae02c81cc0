/** What the optimizer keeps, and how far its next step would move each weight. The step itself is not taken. */
import { must } from '../../base/invariant.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import type { Distribution } from '../../protocol/readings.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { rehearseSummary, summarise } from './summary/summarise.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    updates: {
      readonly node: string;
      readonly learningRate: number;
      /** Trained weights, all numbers of all layers. */
      readonly weights: number;
      readonly weightNorm: number;
      readonly updateNorm: number;
      /** Of the logarithm (base 10) of the size of each change that is not zero; `nonFinite` counts the others. */
      readonly sizes: Distribution;
      readonly slots: readonly { readonly name: string; readonly bytes: number; readonly norm: number }[];
    };
  }
  interface Requests {
    updates: { readonly node: string };
  }
}

export const updates = defineInstrument({
  id: 'updates',
  rank: 35,
  example: { node: 'opt' },
  share: 0.02,
  every: 800,
  momentary: true,
  open: (run) => ({
    async reduce({ node }) {
      if (!isLooked(run, node)) return undefined;
      const names = Object.keys(run.linked.optimizer.definition.slots(run.linked.optimizer.params));
      const tensors = look(run, names);
      const found = await summarise(tensors.map((tensor) => ({ tensor })));
      const [weights, change, sizes, ...slots] = found;
      const result = {
        node,
        learningRate: run.learningRate.at(run.step),
        weights: tensors[0]?.size ?? 0,
        weightNorm: weights?.norm ?? 0,
        updateNorm: change?.norm ?? 0,
        sizes: must(sizes, 'the sizes of the changes').distribution,
        slots: names.map((name, i) => ({
          name,
          bytes: 4 * (tensors[3 + i]?.size ?? 0),
          norm: slots[i]?.norm ?? 0,
        })),
      };
      tf.dispose(tensors);
      return result;
    },
    rehearse({ node }) {
      if (!isLooked(run, node)) return;
      const tensors = look(run, Object.keys(run.linked.optimizer.definition.slots(run.linked.optimizer.params)));
      rehearseSummary(tensors.map((tensor) => ({ tensor })));
      tf.dispose(tensors);
    },
    close: () => undefined,
  }),
});

const isLooked = ({ linked, network }: Run, node: string): boolean =>
  linked.program.optimizer.node === node && network.trainable.length > 0;

/** All weights, what would be added to them, the logarithms of its sizes, then each slot. The caller disposes them. */
function look(run: Run, names: readonly string[]): Tensor[] {
  const flat = (tensors: readonly Tensor[]) => tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1])));
  const { trainable } = run.network;
  return run.foresee((next) =>
    tf.tidy(() => {
      const weights = flat(trainable.map(({ variable }) => variable));
      const change = tf.sub(flat(next.weights), weights);
      const sizes = tf.div(tf.log(tf.abs(change)), Math.LN10);
      const slots = names.map((name) =>
        flat(run.slots.filter(({ key }) => key.split('/')[0] === name).map(({ variable }) => variable)),
      );
      return [weights, change, sizes, ...slots];
    }),
  );
}
