/* Mean and spread behind each layer of a graph, from one forward pass, in Node and in the browser. */
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { link } from '../../src/runtime/link.ts';
import { pass as newPass } from '../../src/runtime/model/network.ts';
import { readAll } from '../../src/runtime/read-all.ts';
import { tf } from '../../src/runtime/tf.ts';
import type { Tensor } from '../../src/runtime/tf.ts';
import { Run } from '../../src/runtime/training/run.ts';

export interface Figures {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** The same graph from another seed, with other first weights or fewer rows. */
export function varied(document: GraphDocument, { seed = document.seed, start, samples }: Variation): GraphDocument {
  const nodes = document.nodes.map((node) => {
    if (node.id === 'start' && start !== undefined) return { ...node, type: start[0], params: start[1] };
    if (node.id === 'data' && samples !== undefined) return { ...node, params: { ...node.params, samples } };
    return node.id === 'train' && samples !== undefined
      ? { ...node, params: { ...node.params, batch_size: samples } }
      : node;
  });
  return { ...document, seed, nodes };
}

export interface Variation {
  readonly seed?: number;
  readonly start?: readonly [type: string, params: Readonly<Record<string, number>>];
  readonly samples?: number;
}

/** Call with the backend set. */
export async function figuresOf(document: GraphDocument): Promise<Figures> {
  const [program] = compile(document, catalog).programs;
  if (program === undefined) throw new Error(`${document.name} does not compile`);
  const run = await Run.prepare(link(program, catalog));
  const moments: Tensor[] = [];
  const pass = newPass({
    training: true,
    random: {},
    logits: run.network.fusedLayer,
    batches: 1,
    tap(key, value) {
      if (!key.startsWith('d')) return value;
      const { mean, variance } = tf.moments(value);
      moments.push(tf.keep(mean), tf.keep(tf.sqrt(variance)));
      return value;
    },
  });
  tf.tidy(() => run.network.forward(run.device.train.inputs, pass));
  const found = (await readAll(moments)).map(([value = Number.NaN]) => value);
  tf.dispose(moments);
  run.dispose();
  return { mean: found.filter((_, i) => i % 2 === 0), std: found.filter((_, i) => i % 2 === 1) };
}
