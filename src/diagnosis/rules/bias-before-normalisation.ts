/** A bias that the normalisation behind it takes out again. */
import { graphSays } from '../facts/graph-says.ts';
import { defineRule } from '../finding.ts';

export const biasBeforeNormalisation = defineRule({
  id: 'bias-before-normalisation',
  title: 'A bias without effect',
  find: (view) => graphSays(view, ['bias-before-normalisation']),
});
