/*
 * In which order things are offered at the end of a wire: what most people would put there first. The order
 * follows from what the types say of themselves (roles, weights, functions, what a loss wants), never from their
 * names.
 */
import { defaultParams, readableParams, type Catalog } from '../catalog/catalog.ts';
import type { NodeDefinition } from '../catalog/define/index.ts';
import { activationOf } from '../catalog/layer-facts.ts';
import { kindFits, type PortKind } from '../catalog/ports.ts';
import type { ParamValues } from '../catalog/params.ts';
import type { Shape } from '../base/shape.ts';
import { nodeById } from '../graph/queries.ts';
import type { GraphDocument, NodeId } from '../graph/types.ts';
import { offersOf, type Offer } from './offers.ts';
import { carriesTensors } from './graph.ts';

/** A wire's end that looks for a node. */
export interface Seeker {
  readonly node: NodeId;
  readonly port: string;
  readonly direction: 'input' | 'output';
  readonly kind: PortKind;
  /** Of one example there, where it is known. */
  readonly shape?: Shape | undefined;
}

/** How many of the types used last stand behind the best guess. */
const RECENT = 3;

/**
 * What fits a wire's end: the best guess, then what was used last, then the rest from likely to unlikely.
 * @param recent ids of offers, the latest first.
 */
export function offersFor(
  document: GraphDocument,
  catalog: Catalog,
  seeker: Seeker | undefined,
  recent: readonly string[] = [],
): readonly Offer[] {
  const all = offersOf(document, catalog);
  const neighbour = seeker && neighbourOf(document, catalog, seeker);
  const ranked =
    seeker === undefined
      ? all
      : all
          .filter(({ definition }) => fits(seeker, definition))
          .map((offer) => ({ offer, rank: rankOf(seeker, neighbour, offer, catalog) }))
          .toSorted((a, b) => b.rank - a.rank)
          .map(({ offer }) => offer);
  const [best] = seeker === undefined ? [] : ranked;
  const used = recent
    .map((id) => ranked.find((offer) => offer.id === id))
    .filter((offer) => offer !== undefined && offer !== best)
    .slice(0, RECENT);
  const first = [best, ...used].filter((offer) => offer !== undefined);
  return [...first, ...ranked.filter((offer) => !first.includes(offer))];
}

const fits = ({ direction, kind }: Seeker, { inputs, outputs }: NodeDefinition): boolean =>
  direction === 'output'
    ? inputs.some((port) => kindFits(kind, port.kind))
    : outputs.some((port) => kindFits(port.kind, kind));

interface Neighbour {
  readonly definition: NodeDefinition;
  readonly params: ParamValues;
}

function neighbourOf(document: GraphDocument, catalog: Catalog, { node }: Seeker): Neighbour | undefined {
  const found = nodeById(document, node);
  const definition = catalog.get(found?.type ?? '');
  return definition && { definition, params: readableParams(definition, found?.params).params };
}

/** The place of a kind of layer in a network: what it is for, told by its traits. */
type Part = 'weights' | 'normalisation' | 'bend' | 'answer' | 'noise' | 'data' | 'preprocessing' | 'loss' | 'other';

function partOf({ definition, params }: Neighbour): Part {
  if (definition.role === 'dataset') return 'data';
  if (definition.role === 'loss' || definition.role === 'preprocessing') return definition.role;
  if (definition.role !== 'layer') return 'other';
  const { name } = activationOf(definition, params);
  if (isProbability(name)) return 'answer';
  if (definition.affine === true) return name === 'linear' ? 'weights' : 'bend';
  if (definition.normalises !== undefined) return 'normalisation';
  // What hands on its memory beside is no function alone.
  if (name !== 'linear' && definition.moreShapes === undefined) return 'bend';
  return definition.random === undefined ? 'other' : 'noise';
}

const isProbability = (name: string): boolean => name === 'softmax' || name === 'sigmoid';

/** What usually comes behind each part, the likeliest first. */
const BEHIND: Readonly<Record<Part, readonly Part[]>> = {
  data: ['weights', 'preprocessing', 'normalisation', 'other'],
  preprocessing: ['weights', 'preprocessing', 'normalisation', 'other'],
  weights: ['bend', 'normalisation', 'answer', 'loss', 'weights', 'noise'],
  normalisation: ['bend', 'weights', 'noise'],
  bend: ['weights', 'noise', 'normalisation', 'loss'],
  noise: ['weights', 'bend', 'normalisation'],
  answer: ['loss', 'weights'],
  loss: [],
  other: ['weights', 'bend', 'normalisation', 'noise', 'loss'],
};

/** What usually comes before each part. */
const BEFORE: Readonly<Record<Part, readonly Part[]>> = {
  data: [],
  preprocessing: ['data', 'preprocessing'],
  weights: ['bend', 'data', 'preprocessing', 'noise', 'weights'],
  normalisation: ['weights', 'bend', 'data'],
  bend: ['weights', 'normalisation', 'data'],
  noise: ['bend', 'weights'],
  answer: ['weights', 'noise'],
  loss: ['answer', 'weights', 'bend'],
  other: ['weights', 'bend', 'data'],
};

function rankOf(seeker: Seeker, neighbour: Neighbour | undefined, offer: Offer, catalog: Catalog): number {
  const { definition } = offer;
  const { params } = readableParams(definition, offer.params);
  let rank = definition.firstChoice === true ? 4 : 0;
  if (neighbour === undefined) return rank;
  const port = [...neighbour.definition.inputs, ...neighbour.definition.outputs].find(
    ({ name }) => name === seeker.port,
  );
  // What holds there anyway need not be plugged in.
  if (port?.default !== undefined && catalog.get(port.default) === definition) rank -= 8;
  if (!takes(seeker, { definition, params })) rank -= 200;
  const part = partOf({ definition, params });
  const order = (seeker.direction === 'output' ? BEHIND : BEFORE)[partOf(neighbour)];
  const place = order.indexOf(part);
  if (place >= 0) rank += 100 - 10 * place;
  return rank + suits(neighbour, { definition, params }) + (definition.role === 'layer' ? bareness(offer) : 0);
}

/** Whether a layer takes what flows there. One that needs more beside it is not asked. */
function takes({ direction, shape }: Seeker, { definition, params }: Neighbour): boolean {
  if (direction !== 'output' || shape === undefined || definition.role !== 'layer') return true;
  const [port, ...more] = definition.inputs.filter(({ kind, required }) => required === true && carriesTensors(kind));
  if (port?.name !== 'inputs' || port.many === true || more.length > 0) return true;
  return definition.outputShape(params, { inputs: [shape] }).ok;
}

/** A loss belongs to the function that it wants in front of it. */
function suits(a: Neighbour, b: Neighbour): number {
  const [loss, layer] = a.definition.role === 'loss' ? [a, b] : [b, a];
  if (loss.definition.role !== 'loss' || layer.definition.role !== 'layer') return 0;
  const { name } = activationOf(layer.definition, layer.params);
  const wanted = loss.definition.wants?.activation;
  return wanted === name ? 9 : wanted === 'softmax' ? 2 : 0;
}

/** Of functions and the layer that applies any, the usual one comes first, then the layer, then the others. */
function bareness({ params, definition }: Offer): number {
  if (params === undefined) return definition.role === 'layer' && definition.affine === true ? 3 : 1;
  const usual = defaultParams(definition);
  return Object.entries(params).every(([name, value]) => usual[name] === value) ? 3 : 0;
}
