/** The formula of a layer, or of the loss, with the numbers of the first training example put in. */
import { must } from '../../base/invariant.ts';
import { sizeOf } from '../../base/shape.ts';
import type { Numbers, Tensor, WorkedStep } from '../../catalog/define/index.ts';
import { tensorKey } from '../../compiler/types.ts';
import { sliceRows } from '../data/device-data.ts';
import type { Rows } from '../data/device-data.ts';
import type { LinkedLayer } from '../link.ts';
import { pass } from '../model/network.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { layerOf, outputKey, tensorsAt } from './tapped.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    worked: {
      readonly node: string;
      /** Shape of what comes out for the example, and which of its values is worked out, counted through. */
      readonly shape: readonly number[];
      readonly place: number;
      /** The last one is the value itself; none where the formula has no short form. */
      readonly steps: readonly { readonly name: string; readonly text: string; readonly value: number }[];
      /** What the network has computed there. */
      readonly value: number;
      /** Of all values of the example that go in and come out. */
      readonly input: { readonly mean: number; readonly std: number };
      readonly output: { readonly mean: number; readonly std: number };
    };
  }
  interface Requests {
    worked: { readonly node: string; readonly place: number };
  }
}

/** Weights with more numbers are not read for one value. */
const MOST = 2_000_000;

export const worked = defineInstrument({
  id: 'worked',
  rank: 33,
  example: { node: 'd1', place: 0 },
  share: 0.02,
  every: 800,
  momentary: true,
  open(run) {
    const rows = sliceRows(run.device.train, 0, Math.min(1, run.device.train.count));
    return {
      async reduce({ node, place }) {
        if (rows.count === 0) return undefined;
        if (node === run.linked.program.loss.node) return workedLoss(run, rows);
        const layer = layerOf(run, node);
        return layer === undefined ? undefined : workedLayer(run, rows, layer, place);
      },
      rehearse({ node }) {
        if (rows.count === 0 || layerOf(run, node) === undefined) return;
        tf.dispose([...tensorsAt(run, rows.inputs, [outputKey(node)]).values()]);
      },
      close: () => tf.dispose([...Object.values(rows.inputs), rows.targets]),
    };
  },
});

async function workedLayer(run: Run, rows: Rows, { plan, definition, params }: LinkedLayer, wanted: number) {
  const ports = Object.entries(plan.inputs).map(([port, refs = []]) => [port, refs.map(tensorKey)] as const);
  const answer = outputKey(plan.node);
  const found = tensorsAt(run, rows.inputs, [...new Set([...ports.flatMap(([, keys]) => keys), answer])]);
  const own = run.network.weights.filter(({ key }) => key.startsWith(`${plan.node}/`));
  const few = own.reduce((sum, { plan: { shape } }) => sum + sizeOf(shape), 0) <= MOST;
  const weights = few ? own : [];
  const values = await readAll([...found.values(), ...weights.map(({ variable }) => variable)]);
  const byKey = new Map([...found].map(([key, tensor], i) => [key, numbersOf(tensor, values[i])]));
  tf.dispose([...found.values()]);
  const at = (key: string) => must(byKey.get(key), `the tensor at ${key}`);
  const inputs = Object.fromEntries(ports.map(([port, keys]) => [port, keys.map(at)]));
  const first = must(inputs['inputs']?.[0], `the input of ${plan.node}`);
  const { shape, values: outputs } = at(answer);
  const place = Math.min(Math.max(0, Math.floor(wanted)), Math.max(0, outputs.length - 1));
  const byName = weights.map(({ plan: weight }, i): [string, Numbers] => [
    weight.name,
    { shape: weight.shape, values: values[found.size + i] ?? [] },
  ]);
  const numbers = {
    inputs: { ...inputs, inputs: [first, ...(inputs['inputs'] ?? []).slice(1)] as const },
    weights: Object.fromEntries(byName),
    shape,
    place,
  };
  const steps: readonly WorkedStep[] = (few ? definition.worked?.(params, numbers) : undefined) ?? [];
  const value = outputs[place] ?? Number.NaN;
  return { node: plan.node, shape, place, steps, value, input: spreadOf(first.values), output: spreadOf(outputs) };
}

async function workedLoss(run: Run, rows: Rows) {
  const { network, objective, linked } = run;
  const { definition, params } = linked.loss;
  const [answer, loss] = tf.tidy(() => {
    const found = network.forward(rows.inputs, pass({ training: false, logits: network.fusedLayer }));
    const prediction = objective.prediction(found);
    return [tf.clone(prediction), tf.clone(definition.call(tf, params, rows.targets, prediction))] as const;
  });
  const [truth = [], answers = [], losses = []] = await readAll([rows.targets, answer, loss]);
  tf.dispose([answer, loss]);
  return {
    node: linked.program.loss.node,
    shape: [],
    place: 0,
    steps: definition.worked?.(params, [...truth], [...answers], answer.shape.at(-1) ?? 1) ?? [],
    value: losses[0] ?? Number.NaN,
    input: spreadOf(answers),
    output: spreadOf(losses),
  };
}

const numbersOf = (tensor: Tensor, values: ArrayLike<number> = []): Numbers => ({
  shape: tensor.shape.slice(1),
  values,
});

function spreadOf(values: ArrayLike<number>): { readonly mean: number; readonly std: number } {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / Math.max(1, all.length);
  return { mean, std: Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, all.length)) };
}
