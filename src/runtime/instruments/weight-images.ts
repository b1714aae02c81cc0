/** The weights of a layer as pictures. What is shown is cut out on the device; only that is read. */
import { must } from '../../base/invariant.ts';
import { weightsOf } from '../../catalog/layer-facts.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { pictureAt } from './picture-at.ts';
import { layerOf } from './tapped.ts';
import { planTiles } from './weight-tiles.ts';
import type { TilePlan } from './weight-tiles.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    weightImages: {
      readonly node: string;
      /** The weight that is shown, and all of the layer that could be. */
      readonly weight: string;
      readonly choices: readonly string[];
      /** Values in a tile. */
      readonly across: number;
      readonly down: number;
      /** What tells the tiles apart, the slowest first; none for a single matrix. */
      readonly tiles: readonly { readonly name: string; readonly shown: number; readonly of: number }[];
      /** What a tile shows downwards and across. */
      readonly cells: readonly { readonly name: string; readonly shown: number; readonly of: number }[];
      /** Tile after tile, row by row. */
      readonly values: Float32Array;
    };
  }
  interface Requests {
    /** The layer's weight of this name, or its first one that makes a picture. */
    weightImages: { readonly node: string; readonly weight?: string };
  }
}

export const weightImages = defineInstrument({
  id: 'weightImages',
  rank: 31,
  example: { node: 'd1' },
  share: 0.02,
  every: 500,
  momentary: true,
  open: (run) => ({
    async reduce({ node, weight }) {
      const found = choose(run, node, weight);
      if (found === undefined) return undefined;
      const tensor = cutOut(found);
      const [values = new Float32Array()] = await readAll([tensor]);
      tensor.dispose();
      const { across, down, tiles, cells } = found.plan;
      return { node, weight: found.name, choices: found.choices, across, down, tiles, cells, values };
    },
    rehearse({ node, weight }) {
      const found = choose(run, node, weight);
      if (found !== undefined) cutOut(found).dispose();
    },
    close: () => undefined,
  }),
});

interface Chosen {
  readonly name: string;
  readonly choices: readonly string[];
  readonly variable: Tensor;
  readonly plan: TilePlan;
}

function choose(run: Run, node: string, wanted: string | undefined): Chosen | undefined {
  const layer = layerOf(run, node);
  if (layer === undefined) return undefined;
  const { definition, params, plan } = layer;
  const picture = pictureAt(run.linked, plan.inputs.inputs[0]);
  const all = weightsOf(definition, params, plan.inputShapes).flatMap(({ name, shape, axes }) => {
    const tiles = planTiles(shape, axes, picture);
    return tiles === undefined ? [] : [{ name, tiles }];
  });
  const found = all.find(({ name }) => name === wanted) ?? all[0];
  if (found === undefined) return undefined;
  // Nothing is computed forwards before the weights are read.
  run.network.beforeForward?.();
  const { variable } = must(
    run.network.weights.find(({ key }) => key === `${node}/${found.name}`),
    `the weight ${found.name} of ${node}`,
  );
  return { name: found.name, choices: all.map(({ name }) => name), variable, plan: found.tiles };
}

/** The caller disposes it. */
const cutOut = ({ variable, plan: { cut, order } }: Chosen): Tensor =>
  tf.tidy(() => {
    const part = tf.slice(
      variable,
      cut.map(() => 0),
      [...cut],
    );
    return order.every((place, i) => place === i) ? tf.clone(part) : tf.transpose(part, [...order]);
  });
