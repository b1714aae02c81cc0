/** A loss compares one row of values per example: y_pred must have a single dimension. */
import { formatShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { mixesSequences, targetForm, wireToOutput } from '../program/draft.ts';
import { flattenFix } from '../fixes/shape-fixes.ts';
import { carriesTensors, hasRole, nameOf, originOf, readers } from '../graph.ts';
import type { NodeOf, Wire } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Check } from './check.ts';

export const outputRank: Check = ({ graph, facts, draft }) => {
  const { loss, outputShape, data } = draft;
  const wire = wireToOutput(draft);
  if (loss === undefined || outputShape === undefined || wire === undefined || outputShape.length === 1) return [];
  if (loss.definition.perStep === true || mixesSequences(draft)) return [];
  const place = flattenPlace(wire, facts);
  // A row of another width would only be the next thing that is wrong.
  const width = place?.width;
  const fits =
    width !== undefined && (data === undefined || targetForm(loss.definition, data.info, [width]).width === width);
  return [
    {
      severity: 'error',
      code: 'output-rank',
      node: loss.id,
      port: wire.input.name,
      message: `${nameOf(loss)} compares one row of values per example, found shape ${formatShape(outputShape)} at ${wire.input.name}.`,
      hint: 'Flatten the values before the layers that decide.',
      fixes: place !== undefined && fits ? flattenFix(graph, place.wire, place.shape) : [],
    },
  ];
};

interface Place {
  readonly wire: Wire;
  readonly shape: Shape;
  /** How many values the network gives then; undefined where that is not known. */
  readonly width: number | undefined;
}

/**
 * The wire to flatten: as far in front as every layer behind it still accepts a single row and only the
 * loss comes of them. Flattening right before the loss would leave the wrong number of outputs.
 */
function flattenPlace(last: Wire, facts: Facts): Place | undefined {
  let found: Place | undefined;
  const behind: NodeOf<'layer'>[] = [];
  let wire: Wire | undefined = last;
  while (wire !== undefined) {
    const origin = originOf(wire);
    if (origin.found === 'muted') break;
    const shape = facts.get(origin.node.id)?.outputShape;
    if (shape === undefined || shape.length < 2) break;
    const { node } = origin;
    // Behind a muted node: others may read what it passes on, and it may be unmuted.
    found = { wire, shape, width: widthBehind(sizeOf(shape), behind) };
    // What else reads this node would get a row too.
    if (
      !hasRole(node, 'layer') ||
      readers(node).length > 1 ||
      !node.definition.outputShape(node.params, { inputs: [[inputValues(node.id, facts)]] }).ok
    )
      break;
    behind.unshift(node);
    wire = node.into.find(({ input }) => carriesTensors(input.kind));
  }
  return found;
}

/** What a row of so many values becomes on its way through the layers. */
function widthBehind(values: number, layers: readonly NodeOf<'layer'>[]): number | undefined {
  let row: Shape = [values];
  for (const { definition, params } of layers) {
    const next = definition.outputShape(params, { inputs: [row] });
    if (!next.ok) return undefined;
    row = next.value;
  }
  return row.length === 1 ? row[0] : undefined;
}

const inputValues = (id: string, facts: Facts): number => sizeOf(facts.get(id)?.inputShapes[0] ?? []);
