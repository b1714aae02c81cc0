import { defineAdam } from './adam-rule.ts';

export const adamW = defineAdam({
  type: 'AdamW',
  summary: 'Adam that also shrinks every weight a little with each step.',
  description:
    'Before each step of Adam every weight is made smaller by a fixed share, weight_decay times the learning rate. Weights that no example needs fade away, which works against learning by heart. A penalty in the loss (L2) would be divided by the size of the gradient like everything else in Adam and would hardly touch the weights with large gradients; here all shrink alike. Biases shrink too, and so do the scales of normalisation layers.',
  formula: 'w −= lr·weight_decay·w;  then as Adam:  w −= lr·√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v + ε)',
  keywords: ['weight decay', 'decoupled', 'adaptive moment'],
  weightDecay: 0.004,
});
