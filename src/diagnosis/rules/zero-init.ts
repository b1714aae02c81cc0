/** Hidden layers that start at nothing but zeros. */
import { alikeFinding, alikeIn } from '../facts/alike-start.ts';
import { defineRule } from '../finding.ts';

export const zeroInit = defineRule({
  id: 'zero-init',
  title: 'First weights are zero',
  find(view) {
    const alike = alikeIn(view);
    return alike === undefined || alike.value !== 0 ? [] : [alikeFinding(view, alike)];
  },
});
