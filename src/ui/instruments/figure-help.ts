/** What the figures of an instrument mean, in a line each: on the canvas and in the inspector in the same words. */
export const OF_TENSOR = {
  shape: 'Values per example.',
  spread: 'The average of all values, and how far they typically lie from it.',
  range: 'The smallest and the largest value.',
  zeros: 'Values that are exactly zero.',
  dead: 'Units that answered zero to every example of the measured batch.',
  saturated: 'Values within 1 % of a bound of the activation, where its slope is almost zero.',
  gradient: 'How strongly the loss would change if these values changed.',
  inference: 'The same two figures as everybody sees them who uses the trained network.',
  nonFinite: 'Values that are no numbers any more.',
} as const;

export const OF_WEIGHTS = {
  spread: 'The average weight, and how far weights typically lie from it.',
  range: 'The smallest and the largest weight.',
  update: 'How long a step is, compared with the weights themselves.',
  gradient: 'How strongly the loss pulls at these weights.',
  penalty: 'What the size of these weights adds to the loss, so that training keeps them small.',
} as const;

export const OF_TRAINING = {
  rate: 'What the gradients are multiplied by in a step: how far it goes.',
  step: 'Steps of the optimizer until then, one for each batch.',
  heldOut: 'On examples the network does not learn from.',
  learned: 'On the examples it learns from, over the last completed epoch.',
} as const;
