/*
 * The initializer that suits an activation, found by what it draws and not by name. Signals and gradients
 * keep their size where the variance of a weight, times its inputs, makes up for the slope of the activation:
 * twice 1/fan_in behind ReLU, which lets half of them through, and 1/fan_in where the slope is 1.
 */
import { remembered } from '../../base/remembered.ts';
import { random } from '../../base/random.ts';
import type { ActivationFunction } from '../../catalog/activations/functions/index.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { defaultParams } from '../../catalog/catalog.ts';
import type { InitializerDefinition } from '../../catalog/define/index.ts';

const SHAPE = [64, 64] as const;
/** What more would be wanted of the flattest activations drives them into their bounds. */
const MOST = 2;
const NEAR = 0.15;

/** Small inputs on either side of zero. */
const SMALL = [-0.15, -0.1, -0.05, 0.05, 0.1, 0.15] as const;

/** Variance times inputs that keeps signals at their size. */
export function wantedGain(activation: ActivationFunction): number {
  const [low, high] = activation.range ?? [null, null];
  if (low !== null && high !== null) return 1;
  const slope = SMALL.reduce((sum, x) => sum + activation.df(x) ** 2, 0) / SMALL.length;
  return Math.min(MOST, 1 / slope);
}

/** Variance times inputs of what an initializer draws with its defaults; 0 where it draws nothing at random. */
const gainOf = remembered((definition: InitializerDefinition): number => {
  const params = defaultParams(definition);
  const refused = definition.refusesShape?.(params, SHAPE) !== undefined;
  const values = refused ? new Float32Array() : definition.values(params, SHAPE, random('gain'));
  const distinct = new Set(values.subarray(0, SHAPE[1])).size;
  return distinct < SHAPE[1] / 2 ? 0 : (values.reduce((sum, value) => sum + value ** 2, 0) / values.length) * SHAPE[0];
});

/** The first of the palette whose weights suit. */
export function suitedInitializer(catalog: Catalog, activation: ActivationFunction): InitializerDefinition | undefined {
  const wanted = wantedGain(activation);
  return catalog.all
    .filter((each) => each.role === 'initializer')
    .find((each) => Math.abs(gainOf(each) / wanted - 1) <= NEAR);
}
