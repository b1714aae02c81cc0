import { expect, test } from 'vitest';
import { MAX_FRAMES } from '../../../src/graph/limits.ts';
import { file, opened } from '../support.ts';

const frames = (list: unknown) => {
  const { document, warnings } = opened(file({ frames: list }));
  return { document, paths: warnings.map(({ path }) => path) };
};

test('what fits opens as it is, a colour of another version too', () => {
  const list = [
    { id: 'a', title: 'A', colour: 'mauve', more: 1 },
    { id: 'b', title: '', position: [0, -5.5], size: [100, 60] },
  ];
  expect(frames(list)).toEqual({ document: expect.objectContaining({ frames: list }) as unknown, paths: [] });
});

test.each([
  ['no list', { a: 1 }],
  ['an entry that is none', [{ id: 'a', title: 'A' }, 7]],
  ['more than can be', Array.from({ length: MAX_FRAMES + 1 }, (_, i) => ({ id: `f${i}`, title: '' }))],
])('%s is set aside, and the rest opens', (_, list) => {
  const { document, paths } = frames(list);
  expect(document.frames).toBeUndefined();
  expect(document).toMatchObject({ unreadable: { frames: list } });
  expect(paths).toEqual(['frames']);
});

test('what cannot be used in one is set aside there', () => {
  const { document, paths } = frames([
    { id: 'a', title: 5, colour: 1, position: [1], size: [0, 5] },
    { id: 'a', title: 'Again' },
    { id: '7 seas' },
    {},
  ]);
  expect(document.frames).toEqual([
    { id: 'a', title: 'a', unreadable: { title: 5, colour: 1, position: [1], size: [0, 5] } },
    { id: 'a2', title: 'Again' },
    { id: 'n_7_seas', title: 'n_7_seas' },
    { id: 'frame', title: 'frame' },
  ]);
  expect(paths).toEqual([
    'frames[0].colour', 'frames[0].position', 'frames[0].size', 'frames[0].title',
    'frames[1].id', 'frames[2].id', 'frames[3].id',
  ]); // prettier-ignore
});
