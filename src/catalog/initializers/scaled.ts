/** The six named cases of `VarianceScaling` differ in three choices and in their words. */
import type { InitializerDefinition } from '../define/index.ts';
import { defineInitializer } from '../define/index.ts';
import { initializerPorts } from './ports.ts';
import type { Distribution, FanMode } from './variance-scaling-rule.ts';
import { varianceScaling } from './variance-scaling-rule.ts';
import { NO_FANS } from '../left-out.ts';

interface Scaled {
  readonly type: string;
  readonly rank?: number;
  readonly summary: string;
  readonly description: string;
  readonly formula: string;
  readonly firstChoice?: true;
  readonly keywords: readonly string[];
  readonly scale: number;
  readonly mode: FanMode;
  readonly distribution: Distribution;
  readonly spread: string;
}

export const defineScaled = ({ scale, mode, distribution, spread, ...words }: Scaled): InitializerDefinition =>
  defineInitializer({
    category: 'Initializers',
    keras: { module: 'keras.initializers', without: NO_FANS },
    ...words,
    ...initializerPorts,
    params: {},
    values: (_params, shape, rng) => varianceScaling(scale, mode, distribution, shape, rng),
    spread: () => spread,
  });
