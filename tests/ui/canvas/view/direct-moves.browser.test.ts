/* What is moved directly lies where its own transform puts it, all the while. */
import { expect, test } from 'vitest';
import { moveDirectly } from '../../../../src/ui/canvas/view/direct-moves.ts';

test('what is moved directly follows its own transform, until it is an element as before', () => {
  const element = document.createElement('div');
  element.style.transform = 'translate(30px, 40px) scale(0.5)';
  document.body.append(element);
  const place = () => {
    const { e, f, a } = new DOMMatrix(getComputedStyle(element).transform);
    return [e, f, a];
  };
  const end = moveDirectly([element]);
  expect(element.getAnimations().map(({ playState }) => playState)).toEqual(['paused']);
  expect(place()).toEqual([30, 40, 0.5]);
  element.style.transform = 'translate(-7px, 8px) scale(2)';
  expect(place()).toEqual([-7, 8, 2]);
  end();
  expect(element.getAnimations()).toEqual([]);
  expect(place()).toEqual([-7, 8, 2]);
  element.remove();
});
