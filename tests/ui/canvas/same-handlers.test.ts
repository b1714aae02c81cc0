/* React Flow draws every card and wire in sight again when it is given another function: a drag must not do that. */
import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type * as reactflow from 'reactflow';
import { expect, test, vi } from 'vitest';
import { Canvas } from '../../../src/ui/canvas/canvas.tsx';

type Props = Readonly<Record<string, unknown>>;
const given = vi.hoisted((): Props[] => []);

vi.mock('reactflow', async (original) => ({
  ...(await original<typeof reactflow>()),
  ReactFlow(props: Props) {
    given.push(props);
    return null;
  },
}));

test('every render gives React Flow the very same functions and settings', () => {
  const render = () => renderToStaticMarkup(createElement(MantineProvider, null, createElement(Canvas)));
  render();
  render();
  const [first, second] = given;
  const { children: _first, ...before } = { ...first };
  const { children: _second, ...now } = { ...second };
  expect(Object.keys(now).length).toBeGreaterThan(30);
  expect(Object.keys(now).filter((name) => now[name] !== before[name])).toEqual([]);
});
