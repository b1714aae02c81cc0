/*
 * Keras' use_ema: beside every weight its moving average is kept, which lags behind and trembles less. Every so
 * many steps, if wanted, and at the end of training the average takes the place of the weight. It works the same
 * for every rule, so it is put around them here.
 */
import type { OptimizerDefinition } from '../define/index.ts';
import { flag, optionalInteger, real } from '../params.ts';

const WHILE_ON = { when: { param: 'use_ema', is: [true] }, advanced: true } as const;

export const averageParams = {
  use_ema: flag(false, {
    advanced: true,
    help: 'Keeps a moving average of every weight, which takes the place of the weight when training ends.',
  }),
  ema_momentum: real(0.99, {
    min: 0,
    max: 1,
    step: 0.01,
    help: 'How long the moving average remembers: 0.99 is about the last hundred steps.',
    ...WHILE_ON,
  }),
  ema_overwrite_frequency: optionalInteger({
    min: 1,
    max: 1e9,
    help: 'After every so many steps the weights become their averages. Empty means at the end of training only.',
    ...WHILE_ON,
  }),
};

const SLOT = 'average';

/** The rule with a moving average of what it gives, where `use_ema` is on. */
export const averaged = (rule: OptimizerDefinition): OptimizerDefinition => ({
  ...rule,
  slotWords: {
    ...rule.slotWords,
    [SLOT]: 'A fading average of the weight itself, which it becomes at the end of training.',
  },
  slots: (params) => ({ ...rule.slots(params), ...(params['use_ema'] === true ? { [SLOT]: 0 } : {}) }),
  // Keras makes the averages before anything of the rule.
  kerasSlots: (params) => [
    ...(params['use_ema'] === true ? [[SLOT]] : []),
    ...(rule.kerasSlots?.(params) ?? Object.keys(rule.slots(params)).map((slot) => [slot])),
  ],
  rates(params, learningRate, t) {
    const rates = rule.rates?.(params, learningRate, t) ?? {};
    const { use_ema, ema_momentum, ema_overwrite_frequency: every } = params;
    if (use_ema !== true) return rates;
    // The first average is the weight itself.
    const memory = t === 1 ? 0 : Number(ema_momentum);
    const taken = typeof every === 'number' ? { average_taken: t % every === 0 ? 1 : 0 } : {};
    return { ...rates, average_memory: memory, ...taken };
  },
  update(tf, params, weight, gradient, slots, rates) {
    const { [SLOT]: average, ...own } = slots;
    const next = rule.update(tf, params, weight, gradient, own, rates);
    const { average_memory: memory, average_taken: taken } = rates;
    if (average === undefined || memory === undefined) return next;
    const moved = tf.add(tf.mul(average, memory), tf.mul(next.weight, tf.sub(1, memory)));
    const all = { ...next.slots, [SLOT]: moved };
    if (taken === undefined) return { weight: next.weight, slots: all };
    // Not as weight + taken·(average − weight): that would round a weight that stays.
    return { weight: tf.add(tf.mul(next.weight, tf.sub(1, taken)), tf.mul(moved, taken)), slots: all };
  },
  finish: (slots) => slots[SLOT],
});
