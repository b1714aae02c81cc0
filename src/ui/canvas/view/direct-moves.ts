/*
 * Whenever the transform of an element changes, Chromium puts the layers of the whole page together anew, which takes a
 * third of a frame with some hundred cards in sight. Not so where the element is being animated: then only the layer is
 * moved. An animation that changes nothing and stands still is enough for that.
 */

/** Moves these as layers of their own from now on, until the answer is called. */
export function moveDirectly(elements: Iterable<Element>): () => void {
  const animations = Array.from(elements, (element) => {
    const animation = element.animate({ transform: ['none', 'none'] }, { duration: 1, composite: 'add' });
    animation.pause();
    // A browser that cannot add would hold the element where it lies without any transform.
    if (animation.effect instanceof KeyframeEffect && animation.effect.composite !== 'add') animation.cancel();
    return animation;
  });
  return () => animations.forEach((animation) => animation.cancel());
}
