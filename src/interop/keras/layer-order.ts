/*
 * The order in which Keras counts the layers of a functional model: the farthest from the output first, and
 * layers that are equally far in the order in which a walk back from the output meets them. Weights of a
 * file are numbered in this order, and so is the state of an optimizer.
 */
import { tensorsIn } from '../../compiler/types.ts';
import type { InboundNode, KerasLayer, KerasModel } from '../../compiler/types.ts';

/** The names of the layers that one call reads, in the order of its arguments. */
export function layersRead(node: InboundNode): readonly string[] {
  if (!('args' in node)) return node.map(([layer]) => layer);
  return tensorsIn(node).map(({ config }) => config.keras_history[0]);
}

const readBy = ({ inbound_nodes }: KerasLayer): readonly string[] => inbound_nodes.flatMap(layersRead);

/** Without layers that no output depends on. */
export function inKerasOrder({ config }: KerasModel): readonly KerasLayer[] {
  const byName = new Map(config.layers.map((layer) => [layer.name, layer]));
  const reads = new Map(config.layers.map((layer) => [layer.name, readBy(layer)]));
  const order = orderOf(
    config.output_layers.map(([name]) => name),
    (name) => reads.get(name) ?? [],
  );
  return order.flatMap((name) => byName.get(name) ?? []);
}

/** The names of all layers that the outputs depend on. */
export function orderOf(outputs: readonly string[], reads: (name: string) => readonly string[]): readonly string[] {
  const { met, finished } = walkBack(outputs, reads);
  const depths = new Map<string, number>();
  for (const name of finished.toReversed()) {
    const depth = depths.get(name) ?? 0;
    depths.set(name, depth);
    for (const before of reads(name)) depths.set(before, Math.max(depth + 1, depths.get(before) ?? 0));
  }
  return met
    .map((name, place) => ({ name, place, depth: depths.get(name) ?? 0 }))
    .toSorted((a, b) => b.depth - a.depth || a.place - b.place)
    .map(({ name }) => name);
}

/** Depth first, without recursion: a network may be thousands of layers deep. */
function walkBack(
  from: readonly string[],
  reads: (name: string) => readonly string[],
): { readonly met: readonly string[]; readonly finished: readonly string[] } {
  const met = new Set<string>();
  const finished = new Set<string>();
  const stack = from.toReversed().map((name) => ({ name, left: false }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.left) {
      finished.add(top.name);
    } else if (!met.has(top.name)) {
      met.add(top.name);
      stack.push({ name: top.name, left: true });
      for (const name of reads(top.name).toReversed()) if (!met.has(name)) stack.push({ name, left: false });
    }
  }
  return { met: [...met], finished: [...finished] };
}
