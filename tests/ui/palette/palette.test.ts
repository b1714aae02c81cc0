import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Palette } from '../../../src/ui/palette/palette.tsx';

test('at first it shows what a beginner looks for, each with its picture', () => {
  const html = renderToStaticMarkup(createElement(Palette));
  const entries = html.match(/<button[^>]*aria-label="Add [^>]*>.*?<\/button>/g) ?? [];
  expect(entries.length).toBeGreaterThan(30);
  expect(entries.length).toBeLessThan(70);
  expect(entries.filter((entry) => !entry.includes('<svg'))).toEqual([]);
  expect(html).toContain('aria-label="Add Dense"');
  expect(html).not.toContain('aria-label="Add GRU"');
  // One stop for the keyboard.
  expect(html.match(/<button[^>]*tabindex="0"/g)).toHaveLength(1);
});
