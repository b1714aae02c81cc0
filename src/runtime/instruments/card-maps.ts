/*
 * Small maps of what the units of several layers answer over the plane of two features, for cards: all layers in one
 * forward pass over one grid, and one read. `unitMaps` draws those of one layer, larger and all of them.
 */
import { sizeOf } from '../../base/shape.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { MadeRows, planeDomain, planeRows } from './made-rows.ts';
import { layerOf, outputKey, tensorsAt } from './tapped.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    cardMaps: {
      /** Cells along each side. */
      readonly side: number;
      readonly domain: readonly [x0: number, x1: number, y0: number, y1: number];
      /** Maps of the first units of each layer, one behind the other, each row by row from the lowest second feature. */
      readonly maps: Readonly<Record<string, { readonly units: number; readonly values: Float32Array }>>;
    };
  }
  interface Requests {
    /** The layers whose cards can be seen. */
    cardMaps: { readonly nodes: readonly string[]; readonly side: number; readonly most: number };
  }
}

export const cardMaps = defineInstrument({
  id: 'cardMaps',
  rank: 40,
  example: { nodes: ['d1', 'out'], side: 5, most: 16 },
  share: 0.02,
  every: 300,
  momentary: true,
  open(run) {
    const rows = new MadeRows(run);
    const look = (nodes: readonly string[], side: number, most: number) => {
      const own = run.data.view.columns === 2 ? nodes.filter((node) => layerOf(run, node) !== undefined) : [];
      return own.length === 0 ? undefined : mapsOf(run, rows, { nodes: own, side, most });
    };
    return {
      async reduce({ nodes, side, most }) {
        const seen = look(nodes, side, most);
        if (seen === undefined) return undefined;
        const values = await readAll(seen.map(({ tensor }) => tensor)).finally(() =>
          tf.dispose(seen.map(({ tensor }) => tensor)),
        );
        const maps = seen.map(
          ({ node, units }, i) => [node, { units, values: values[i] ?? new Float32Array() }] as const,
        );
        return { side, domain: planeDomain(run.data), maps: Object.fromEntries(maps) };
      },
      rehearse({ nodes, side, most }) {
        tf.dispose((look(nodes, side, most) ?? []).map(({ tensor }) => tensor));
      },
      close: () => rows.release(),
    };
  },
});

interface Seen {
  readonly node: string;
  readonly units: number;
  /** Unit by unit. The caller disposes it. */
  readonly tensor: Tensor;
}

function mapsOf(
  run: Run,
  rows: MadeRows,
  { nodes, side, most }: { readonly nodes: readonly string[]; readonly side: number; readonly most: number },
): readonly Seen[] {
  const inputs = rows.get(`plane ${side}`, () => planeRows(planeDomain(run.data), side));
  const found = tensorsAt(run, inputs, nodes.map(outputKey));
  const cells = side * side;
  const seen = nodes.flatMap((node): readonly Seen[] => {
    const answers = found.get(outputKey(node));
    if (answers === undefined) return [];
    const units = Math.max(1, sizeOf(answers.shape.slice(1)));
    const tensor = tf.tidy(() =>
      tf.transpose(tf.slice(tf.reshape(answers, [cells, units]), [0, 0], [cells, Math.min(units, most)])),
    );
    return [{ node, units, tensor }];
  });
  tf.dispose([...found.values()]);
  return seen;
}
