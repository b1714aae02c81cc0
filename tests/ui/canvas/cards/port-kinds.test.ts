import { expect, test } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import { mainKind } from '../../../../src/ui/canvas/cards/port-kinds.ts';

test.each([
  ['Dense', 'tensor'],
  ['Dataset', 'data'],
  ['Adam', 'optimizer'],
  ['DecisionBoundary', 'model'],
  ['LearningCurves', 'model'],
  ['Note', 'callback'],
  ['FromTomorrow', 'callback'],
] as const)('a card of type %s wears the colour of a %s', (type, kind) => {
  expect(mainKind(catalog.get(type))).toBe(kind);
});
