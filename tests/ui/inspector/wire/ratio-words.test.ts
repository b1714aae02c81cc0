import { expect, it } from 'vitest';
import { noRatioWords } from '../../../../src/ui/inspector/wire/ratio-words.ts';

it('says why there is no update ratio', () => {
  const moved = { step: 120, restored: undefined, zero: false };
  expect(noRatioWords({ ...moved, step: 0 })).toMatch(/no step has been taken/);
  expect(noRatioWords({ ...moved, restored: 7 })).toMatch(/the weights of epoch 7 were put back/);
  expect(noRatioWords({ ...moved, zero: true, restored: 7 })).toMatch(/all of these are 0/);
  expect(noRatioWords(moved)).toMatch(/since they were put in place/);
});
