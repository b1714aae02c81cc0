import { describe, expect, it } from 'vitest';
import { createTypeAhead } from '../../../src/ui/palette/type-ahead.ts';

const names = ['Dense', 'Dropout', 'Add', 'Adam', 'HeNormal', 'HeUniform'];

describe('type-ahead', () => {
  it('goes on to the next name with the same letter and comes round again', () => {
    let time = 0;
    const type = createTypeAhead(() => (time += 2000));
    expect(type('d', names, -1)).toBe('Dense');
    expect(type('d', names, 0)).toBe('Dropout');
    expect(type('d', names, 1)).toBe('Dense');
  });

  it('takes letters in quick succession as one word', () => {
    let time = 1000;
    const type = createTypeAhead(() => (time += 100));
    expect(type('h', names, 0)).toBe('HeNormal');
    expect(type('e', names, 4)).toBe('HeNormal');
    expect(type('u', names, 4)).toBe('HeUniform');
  });

  it('answers nothing where nothing fits', () => {
    expect(createTypeAhead(() => 5000)('z', names, 0)).toBeUndefined();
  });
});
