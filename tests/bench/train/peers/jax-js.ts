/*
 * jax-js: the whole step (forward, gradients, update) as one function that its compiler jits, on WebAssembly.
 * jax-js counts references: a function consumes its arguments, and `.ref` keeps one for another use.
 */
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import type { Array as JaxArray } from '@jax-js/jax';
import { must } from '../../../../src/base/invariant.ts';
import type { Feed } from '../feed.ts';
import type { Peer } from '../peer.ts';
import type { Prepared } from '../program.ts';
import type { Stack, Task } from '../task.ts';
import { stepwise } from './stepwise.ts';
import type { Steps } from './stepwise.ts';

const [BETA_1, BETA_2, ADAM_EPSILON] = [0.9, 0.999, 1e-7];
const [NORM_EPSILON, MOMENTUM] = [1e-3, 0.99];

type Arrays = JaxArray[];
/** What a step takes and gives. */
type State = {
  /** Per dense layer kernel and bias; then per normalisation γ and β. */
  weights: Arrays;
  moving: Arrays;
  means: Arrays;
  squares: Arrays;
  /** β₁ᵗ and β₂ᵗ. */
  powers: Arrays;
};

class JaxNet implements Steps {
  readonly compiles = true;
  private state: State;
  private lossOfStep: JaxArray | undefined;
  private readonly jitted: (state: State, x: JaxArray, y: JaxArray) => [JaxArray, State];
  private readonly release: () => void;

  constructor(
    private readonly prepared: Prepared,
    stack: Stack,
  ) {
    const { task, weights } = prepared;
    const own = (value: Float32Array | undefined, shape: number[]) => np.array(must(value, 'a weight'), { shape });
    const one = () => np.array(Float32Array.of(1), { shape: [] });
    const dense = weights.filter(({ kernel }) => kernel !== undefined);
    const norms = weights.filter(({ gamma }) => gamma !== undefined);
    const width = (i: number) => stack.sizes[i + 1] ?? 0;
    const all = [
      ...dense.flatMap(({ kernel, bias }, i) => [own(kernel, [stack.sizes[i] ?? 0, width(i)]), own(bias, [width(i)])]),
      ...norms.flatMap(({ gamma, beta }, i) => [own(gamma, [width(i)]), own(beta, [width(i)])]),
    ];
    const slots = task.optimizer === 'Adam' ? all : [];
    this.state = {
      weights: all,
      moving: norms.flatMap((each, i) => [
        own(each['moving_mean'], [width(i)]),
        own(each['moving_variance'], [width(i)]),
      ]),
      means: slots.map((weight) => np.zeros(weight.shape)),
      squares: slots.map((weight) => np.zeros(weight.shape)),
      powers: [one(), one()],
    };
    const jitted = jit(stepOf(task, dense.length));
    this.jitted = jitted;
    this.release = () => jitted.dispose();
  }

  step({ x, y }: Feed): void {
    const { batch } = this.prepared.task;
    const [rows, targets] = [x, y].map((values) => np.array(values, { shape: [batch, values.length / batch] }));
    this.lossOfStep?.dispose();
    [this.lossOfStep, this.state] = this.jitted(this.state, must(rows, 'the rows'), must(targets, 'the targets'));
  }

  loss(): number {
    return Number(must(this.lossOfStep, 'a step').ref.dataSync()[0]);
  }

  /** jax-js queues what it is asked for, and a long queue slows it down more than tenfold. */
  done(): Promise<unknown> {
    return must(this.lossOfStep, 'a step').blockUntilReady();
  }

  close(): void {
    for (const each of Object.values(this.state).flat()) each.dispose();
    this.lossOfStep?.dispose();
    this.release();
  }
}

/** One training step of the task, to be compiled. */
function stepOf(task: Task, layers: number): (state: State, x: JaxArray, y: JaxArray) => [JaxArray, State] {
  /** The loss, and mean and variance of each normalisation. */
  const lossOf = (weights: Arrays, x: JaxArray, y: JaxArray): [JaxArray, Arrays] => {
    const statistics: Arrays = [];
    let value = x;
    for (let l = 0; l < layers; l++) {
      value = np.matmul(value, at(weights, 2 * l)).add(at(weights, 2 * l + 1));
      if (l < layers - 1 && task.optimizer === 'Adam') {
        const [gamma, beta] = [at(weights, 2 * (layers + l)), at(weights, 2 * (layers + l) + 1)];
        const mean = np.mean(value.ref, 0);
        const centred = value.sub(mean.ref);
        const variance = np.mean(np.square(centred.ref), 0);
        value = nn.relu(
          centred
            .div(np.sqrt(variance.ref.add(NORM_EPSILON)))
            .mul(gamma)
            .add(beta),
        );
        statistics.push(mean, variance);
      } else if (l < layers - 1 || task.output === 'tanh') value = np.tanh(value);
    }
    if (task.loss === 'MeanSquaredError') return [np.mean(np.square(value.sub(y))), statistics];
    return [
      nn
        .logSoftmax(value, -1)
        .mul(y)
        .sum()
        .mul(-1 / task.batch),
      statistics,
    ];
  };
  return ({ weights, moving, means, squares, powers }, x, y) => {
    const [[loss, statistics], gradients] = valueAndGrad(lossOf, { hasAux: true })(
      weights.map((each) => each.ref),
      x,
      y,
    ) as unknown as [[JaxArray, Arrays], Arrays];
    const nextMoving = moving.map((each, i) => each.mul(MOMENTUM).add(at(statistics, i).mul(1 - MOMENTUM)));
    if (task.optimizer === 'SGD') {
      const next = weights.map((each, i) => each.sub(at(gradients, i).mul(task.learningRate)));
      return [loss, { weights: next, moving: nextMoving, means, squares, powers }];
    }
    const [beta1, beta2] = [at(powers, 0).mul(BETA_1), at(powers, 1).mul(BETA_2)];
    const rate = np.sqrt(np.subtract(1, beta2.ref)).div(np.subtract(1, beta1.ref)).mul(task.learningRate);
    const m = means.map((each, i) => each.mul(BETA_1).add(at(gradients, i).ref.mul(1 - BETA_1)));
    const v = squares.map((each, i) => each.mul(BETA_2).add(np.square(at(gradients, i)).mul(1 - BETA_2)));
    const next = weights.map((each, i) =>
      each.sub(
        at(m, i)
          .ref.mul(rate.ref)
          .div(np.sqrt(at(v, i).ref).add(ADAM_EPSILON)),
      ),
    );
    rate.dispose();
    return [loss, { weights: next, moving: nextMoving, means: m, squares: v, powers: [beta1, beta2] }];
  };
}

const at = (arrays: Arrays, i: number): JaxArray => must(arrays[i], `array ${i}`);

export const jaxJs: Peer = {
  name: 'jaxjs',
  refuses: ({ stack }) => (stack === undefined ? 'is written for dense layers alone' : undefined),
  async open(prepared, setting) {
    await init('wasm');
    defaultDevice('wasm');
    return stepwise(prepared, setting, new JaxNet(prepared, must(prepared.task.stack, 'a stack')));
  },
};
