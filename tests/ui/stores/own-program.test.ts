import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { ownProgram, programsOfNode } from '../../../src/ui/stores/own-program.ts';
import { example } from '../../support/programs.ts';

describe('whose run a wire speaks of', () => {
  const runs = { program: 'a', side: [{ program: 'b' }, { program: 'c' }] };

  it('is the shown one where the wire belongs to it, else the first beside it that it belongs to', () => {
    expect(ownProgram(['a', 'b'], runs)).toBeUndefined();
    expect(ownProgram(['c', 'b'], runs)).toBe('b');
    expect(ownProgram(['c'], runs)).toBe('c');
  });

  it('is the shown one where nothing trains beside it, or nothing of the wire does', () => {
    expect(ownProgram(['b'], { program: 'a', side: [] })).toBeUndefined();
    expect(ownProgram(['elsewhere'], runs)).toBeUndefined();
    expect(ownProgram([], runs)).toBeUndefined();
  });
});

it('a node belongs to the programs of its wires', () => {
  const document = example('effect-optimizers');
  const compilation = compile(document, catalog);
  const programs = compilation.programs.map(({ id }) => id);
  const of = (id: string) => programsOfNode(document, compilation, id).toSorted();
  expect(programs.length).toBeGreaterThan(2);
  for (const { id, optimizer, data } of compilation.programs) {
    expect(of(id)).toEqual([id]);
    expect(of(optimizer.node)).toEqual([id]);
    expect(of(data.node)).toEqual(programs.toSorted());
  }
});
