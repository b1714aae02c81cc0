import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { catalog } from '../../../src/catalog/index.ts';
import type { NodeDefinition } from '../../../src/catalog/define/index.ts';
import { integer, integers, reals } from '../../../src/catalog/params.ts';
import { readParams } from '../../../src/compiler/passes/read-params.ts';
import type { Json } from '../../../src/base/json.ts';

const params = {
  units: integer(4, { min: 1, max: 9, help: 'How many.' }),
  kernel_size: integers([3, 3], { min: 1, minLength: 2, maxLength: 2, help: 'How large.' }),
  target_shape: integers([1], { min: 1, minLength: 1, maxLength: 4, help: 'Which shape.' }),
  boundaries: reals([], { min: 0, max: 1, help: 'Where.' }),
};
const definition: NodeDefinition = { ...catalog.expect('Dense', 'layer'), params, schema: z.object(params) };
const read = (set: Record<string, Json>) =>
  readParams({ id: 'd1', type: 'Dense', position: [0, 0], params: set }, definition);

describe('lists', () => {
  it('are read as they are, and by default', () => {
    const { params: all, diagnostics } = read({ kernel_size: [5, 2], boundaries: [0.5] });
    expect(all).toEqual({ units: 4, kernel_size: [5, 2], target_shape: [1], boundaries: [0.5] });
    expect(diagnostics).toEqual([]);
  });

  it.each<[string, Json, string, readonly string[]]>([
    [
      'target_shape',
      [8, 0],
      'is the list [8, 0], expected a list of 1 to 4 whole numbers of at least 1',
      ['[8, 1]', 'its default, [1]'],
    ],
    ['target_shape', 8, 'is 8, expected a list of 1 to 4 whole numbers of at least 1', ['[8]', 'its default, [1]']],
    ['kernel_size', 5, 'is 5, expected a list of 2 whole numbers of at least 1', ['[5, 5]', 'its default, [3, 3]']],
    [
      'kernel_size',
      [5, 5, 5],
      'is the list [5, 5, 5], expected a list of 2 whole numbers',
      ['[5, 5]', 'its default, [3, 3]'],
    ],
    ['kernel_size', [], 'is the list [], expected', ['its default, [3, 3]']],
    ['kernel_size', [3], 'is the list [3], expected', ['its default, [3, 3]']],
    ['kernel_size', [[3], 3], 'is a list, expected', ['its default, [3, 3]']],
    ['boundaries', [0.5, '2'], 'is a list, expected a list of numbers from 0 to 1', ['[0.5, 1]', 'its default, []']],
    ['boundaries', 'here', 'is "here", expected a list of numbers', ['its default, []']],
    ['units', 3.4, 'is 3.4, expected a whole number from 1 to 9', ['3', 'its default, 4']],
  ])('%s %j is refused in words, with what may have been meant', (name, value, words, fixes) => {
    const { params: rest, diagnostics } = read({ [name]: value });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: 'bad-param', param: name, severity: 'error' });
    expect(diagnostics[0]?.message).toContain(`${name} of Dense d1 ${words}`);
    expect(diagnostics[0]?.fixes?.map(({ label }) => label)).toEqual(fixes.map((fix) => `Set ${name} to ${fix}`));
    // Whatever is offered is accepted, and the shapes still show meanwhile.
    for (const { command } of diagnostics[0]?.fixes ?? []) {
      const set = command.type === 'setParams' ? command.params[name] : undefined;
      expect(read({ [name]: set ?? null }).diagnostics).toEqual([]);
    }
    expect(rest['units']).toBe(4);
  });
});
