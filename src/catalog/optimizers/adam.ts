import { defineAdam } from './adam-rule.ts';

export const adam = defineAdam({
  type: 'Adam',
  summary: 'Momentum plus a step size of its own for every weight.',
  description:
    'Keeps a running mean of the gradient (where to go) and of its square (how bumpy it is) and divides one by the root of the other. Both means start at zero and are too small at first; the factor with the powers of β makes up for that. Works well without much tuning, which makes it a good first choice. A step is about as long as the learning rate whatever the size of the gradient, so if the loss trembles at the end, lower the learning rate or wire a schedule.',
  formula: 'm += (1−β₁)(g−m);  v += (1−β₂)(g²−v);  w −= lr·√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v + ε)',
  firstChoice: true,
  keywords: ['adaptive moment', 'amsgrad'],
  weightDecay: null,
});
