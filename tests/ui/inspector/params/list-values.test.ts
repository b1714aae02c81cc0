import { describe, expect, it } from 'vitest';
import { random } from '../../../../src/base/random.ts';
import { integers, paramDefault, paramMeta, reals, sameParam } from '../../../../src/catalog/params.ts';
import type { ParamMeta } from '../../../../src/catalog/params.ts';
import { readList } from '../../../../src/ui/inspector/params/list-values.ts';
import { writeList } from '../../../../src/ui/inspector/params/param-values.ts';

const kernel: ParamMeta = { control: 'integers', help: '', min: 1, max: 64, minLength: 1, maxLength: 4 };
const values: ParamMeta = { control: 'numbers', help: '' };

describe('readList', () => {
  it.each(['8, 4', '8,4', '8 4', ' 8;4 ', '8×4', '8 x 4', '8*4', '[8, 4]', '(8, 4,)', '(8, 4)'])('reads %j', (typed) =>
    expect(readList(kernel, typed)).toEqual({ ok: true, value: [8, 4] }),
  );
  it('reads numbers as they are written elsewhere, and nothing at all where that is allowed', () => {
    expect(readList(values, '1e-3 −2.5 .5')).toEqual({ ok: true, value: [0.001, -2.5, 0.5] });
    expect(readList(values, ' ')).toEqual({ ok: true, value: [] });
  });

  const wanted = 'Needs 1 to 4 whole numbers, each between 1 and 64';
  it.each([
    ['', `${wanted}; here are 0.`],
    ['1 2 3 4 5', `${wanted}; here are 5.`],
    ['8, 0', `${wanted}; 0 is too small.`],
    ['65', `${wanted}; 65 is too large.`],
    ['8, 2.5', `“2.5” is not a whole number. ${wanted}.`],
    ['8, a', `“a” is not a whole number. ${wanted}.`],
    ['8,,4', `A number is missing. ${wanted}.`],
  ])('refuses %j and says the limits', (typed, message) =>
    expect(readList(kernel, typed)).toEqual({ ok: false, message }),
  );
});

describe('any list that a schema accepts', () => {
  const schemas = {
    whole: integers([1], { help: '', min: -9, max: 1_000_000, minLength: 1, maxLength: 6 }),
    'any whole': integers([], { help: '' }),
    real: reals([0.5], { help: '', minLength: 1 }),
    'small real': reals([0], { help: '', min: -1, max: 1 }),
  };
  it.each(Object.entries(schemas))('survives from the value to the text and back: %s', (name, schema) => {
    const draw = random('lists', name);
    const meta = paramMeta(schema);
    let accepted = 0;
    for (let i = 0; i < 3000; i++) {
      const size = 10 ** draw.integer(18) / 10 ** draw.integer(18);
      const item = () => (meta.control === 'integers' ? Math.round(draw.normal() * size) : draw.normal() * size);
      const list = Array.from({ length: draw.integer(8) }, item);
      if (!schema.safeParse(list).success) continue;
      accepted++;
      const read = readList(meta, writeList(list));
      expect(read.ok && sameParam(read.value, list), `${list.join(' ')} as ${writeList(list)}`).toBe(true);
    }
    expect(accepted).toBeGreaterThan(50);
  });
});

describe('a param that is a list', () => {
  const schema = integers([3, 3], { help: '', min: 1, minLength: 1, maxLength: 3 });
  it('is refused where its length or one of its numbers is not allowed', () => {
    const fits = (value: unknown) => schema.safeParse(value).success;
    expect([[3], [1, 2, 3], undefined].map(fits)).toEqual([true, true, true]);
    expect([[], [1, 2, 3, 4], [0], [1.5], ['1'], 3, null, [Number.NaN]].map(fits)).toEqual(Array(8).fill(false));
    expect(reals([], { help: '' }).safeParse(Array(1001).fill(1)).success).toBe(false);
  });
  it('is compared by its numbers, and cannot be changed by whoever holds it', () => {
    expect(paramDefault(schema)).not.toBe(paramDefault(schema));
    expect(sameParam(paramDefault(schema), [3, 3])).toBe(true);
    expect([sameParam([3, 3], [3]), sameParam([3], 3), sameParam([3], undefined), sameParam('a', 'a')]).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(Object.isFrozen(schema.parse([1, 2]))).toBe(true);
  });
});
