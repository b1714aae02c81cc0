/** Hidden layers whose weights all start at one value other than zero. */
import { alikeFinding, alikeIn } from '../facts/alike-start.ts';
import { defineRule } from '../finding.ts';

export const symmetricInit = defineRule({
  id: 'symmetric-init',
  title: 'Equal first weights',
  find(view) {
    const alike = alikeIn(view);
    return alike === undefined || alike.value === 0 ? [] : [alikeFinding(view, alike)];
  },
});
