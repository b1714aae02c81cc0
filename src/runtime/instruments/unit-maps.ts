/*
 * What each unit of a layer answers over the plane of two features. The whole layer in one forward pass over
 * one grid, and one read.
 */
import { sizeOf } from '../../base/shape.ts';
import { must } from '../../base/invariant.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { MadeRows, planeDomain, planeRows } from './made-rows.ts';
import type { PlaneDomain } from './made-rows.ts';
import { layerOf, outputKey, tensorsAt } from './tapped.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    unitMaps: {
      readonly node: string;
      /** Cells along each side. */
      readonly side: number;
      readonly domain: readonly [x0: number, x1: number, y0: number, y1: number];
      /** Units of the layer; the maps are of the first of them. */
      readonly units: number;
      readonly shown: number;
      /** Map after map, each row by row from the lowest second feature. */
      readonly values: Float32Array;
    };
  }
  interface Requests {
    /** Maps of the units of this layer. */
    unitMaps: { readonly node: string; readonly side: number };
  }
}

const MOST_UNITS = 64;

export const unitMaps = defineInstrument({
  id: 'unitMaps',
  rank: 30,
  example: { node: 'd1', side: 5 },
  share: 0.03,
  every: 500,
  momentary: true,
  open(run) {
    const rows = new MadeRows(run);
    const look = (node: string, side: number) => (hasMaps(run, node) ? maps(run, rows, node, side) : undefined);
    return {
      async reduce({ node, side }) {
        const seen = look(node, side);
        if (seen === undefined) return undefined;
        const [values = new Float32Array()] = await readAll([seen.tensor]);
        seen.tensor.dispose();
        return { node, side, domain: seen.domain, units: seen.units, shown: seen.shown, values };
      },
      rehearse({ node, side }) {
        look(node, side)?.tensor.dispose();
      },
      close: () => rows.release(),
    };
  },
});

const hasMaps = (run: Run, node: string): boolean => run.data.view.columns === 2 && layerOf(run, node) !== undefined;

interface Maps {
  readonly domain: PlaneDomain;
  readonly units: number;
  readonly shown: number;
  /** Unit by unit. The caller disposes it. */
  readonly tensor: Tensor;
}

function maps(run: Run, rows: MadeRows, node: string, side: number): Maps {
  const domain = planeDomain(run.data);
  const inputs = rows.get(`plane ${side}`, () => planeRows(domain, side));
  const key = outputKey(node);
  const answers = must(tensorsAt(run, inputs, [key]).get(key), `the tensor at ${key}`);
  const units = Math.max(1, sizeOf(answers.shape.slice(1)));
  const shown = Math.min(units, MOST_UNITS);
  const tensor = tf.tidy(() => {
    const flat = tf.reshape(answers, [side * side, units]);
    return tf.transpose(tf.slice(flat, [0, 0], [side * side, shown]));
  });
  answers.dispose();
  return { domain, units, shown, tensor };
}
