/** Wires that carry no numbers to draw: said in words. */
import type { Carried } from '../../../compiler/types.ts';
import type { GraphNode } from '../../../graph/types.ts';
import { definitionOf } from '../../pictures/facts.ts';
import { descriptionOf } from '../description-of.ts';
import { Explanation, Formula, Text } from '../parts/words.tsx';

export function WordsWire({ carries, from }: { readonly carries: Carried; readonly from: GraphNode }) {
  if (carries.what === 'nothing') {
    return (
      <Text>
        Nothing flows here yet: an end of this wire is loose, or something before it is missing or wrong. The problems
        list says what.
      </Text>
    );
  }
  const definition = definitionOf(from);
  return (
    <>
      {definition !== undefined && <Explanation>{descriptionOf(definition)}</Explanation>}
      {definition?.formula !== undefined && <Formula>{definition.formula}</Formula>}
    </>
  );
}
