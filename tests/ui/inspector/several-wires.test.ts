import { expect, it } from 'vitest';
import { wireWords } from '../../../src/ui/inspector/several-panel.tsx';

it('names a wire by its two ends', () => {
  expect(wireWords('d1.outputs->relu1.inputs')).toBe('d1.outputs → relu1.inputs');
});
