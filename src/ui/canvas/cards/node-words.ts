/*
 * What a node says of itself in words: title, sub-line, values and the label for screen readers. All of it
 * is made from the definition and from what the compiler found out; roles may differ, types do not.
 */
import { count, plural, trueMinus } from '../../../base/format.ts';
import { formatShape } from '../../../base/shape.ts';
import { shorten } from '../../../base/text.ts';
import { activationOf } from '../../../catalog/layer-facts.ts';
import { isList } from '../../../catalog/params.ts';
import type { ParamValue } from '../../../catalog/params.ts';
import type { NodeFacts } from '../../../compiler/types.ts';
import { frameById, neighbours } from '../../../graph/queries.ts';
import type { GraphDocument, GraphNode } from '../../../graph/types.ts';
import type { NodeView } from '../../stores/node-view.ts';

/** Long texts stay whole in the document; a card shows their beginning. */
const LONGEST = 120;

export const titleOf = ({ node, facts }: NodeView): string =>
  shorten(node.label ?? facts?.dataset?.title ?? node.type, LONGEST);

/** A param's value as it stands on a card. */
export function paramText(value: ParamValue | undefined): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return numberText(value);
  return isList(value) ? value.map(numberText).join(', ') : shorten(value, LONGEST);
}

/** Params are what a person typed: no rounding beyond float noise, no unit letters. */
function numberText(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e7))
    return trueMinus(value.toExponential().replace('e+', 'e'));
  return trueMinus(String(Number(value.toPrecision(6))));
}

/** The line under the title, by role. */
export function subLineOf(view: NodeView): string {
  const { node, definition, facts, params } = view;
  if (definition === undefined) return `${node.id} · unknown type`;
  const named = titleOf(view) === definition.type ? node.id : definition.type;
  if (facts === undefined) return named;
  if (definition.role === 'dataset') return examplesOf(facts);
  const bend = functionOf(view);
  if (bend !== undefined) return `${bend} · ${named}`;
  if ((definition.role === 'layer' || definition.role === 'block') && facts.parameters > 0)
    return `${named} · ${plural(facts.parameters, 'param')}`;
  if (definition.role === 'initializer') return definition.spread(params);
  if (definition.role === 'training') {
    // The epochs stand below. Where there are several, their names tell them apart.
    const { batchSize } = definition.plan(params);
    return named === definition.type || named === definition.type.toLowerCase()
      ? `batches of ${count(batchSize)}`
      : `${named} · batch ${count(batchSize)}`;
  }
  const monitored = definition.role === 'callback' ? definition.monitors?.(params) : undefined;
  return monitored === undefined ? named : `${named} · ${monitored}`;
}

function examplesOf({ dataset }: NodeFacts): string {
  const what = dataset?.image !== undefined ? 'image' : dataset?.shape.join() === '2' ? 'point' : 'example';
  return plural(dataset?.samples ?? 0, what);
}

/** The function of a layer that is nothing but that, where its type leaves open which. */
function functionOf({ definition, facts, params }: NodeView): string | undefined {
  if (definition?.role !== 'layer' || facts?.weights.length !== 0) return undefined;
  const { name } = activationOf(definition, params);
  return Object.values(params).includes(name) ? name : undefined;
}

/** `Dense d1, 32 units, activation relu, output 32, connected to relu1`. */
export function ariaLabelOf({ node, definition, facts, params }: NodeView, document: GraphDocument): string {
  const words = (definition?.card ?? []).map((name) => {
    const value = params[name];
    const spoken = name.replaceAll('_', ' ');
    return typeof value === 'number' ? `${paramText(value)} ${spoken}` : `${spoken} ${paramText(value)}`;
  });
  const { before: from, after: to } = neighbours(document, node.id);
  return [
    `${node.label === undefined ? '' : `${shorten(node.label, 120)}, `}${shorten(node.type)} ${node.id}`,
    ...(definition === undefined ? ['unknown type'] : words),
    ...(facts?.outputShape === undefined ? [] : [`output ${formatShape(facts.outputShape)}`]),
    ...(node.muted === true ? ['bypassed'] : []),
    ...frameWords(document, node),
    ...(from.length === 0 ? [] : [`fed by ${listed(from)}`]),
    to.length > 0 ? `connected to ${listed(to)}` : from.length > 0 ? 'leads nowhere yet' : 'not connected',
  ].join(', ');
}

function frameWords(document: GraphDocument, { frame: id }: GraphNode): readonly string[] {
  const frame = frameById(document, id);
  return frame === undefined ? [] : [`in the frame ${shorten(frame.title, 60)}`];
}

const listed = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(' and ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
