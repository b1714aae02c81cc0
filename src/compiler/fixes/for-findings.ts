/*
 * Fixes for what only a running network shows, such as units that are all dead or a loss that explodes. They
 * need the document and the catalog, and know types by what they do.
 */
import { activationFunctions } from '../../catalog/activations/functions/index.ts';
import type { ActivationFunction } from '../../catalog/activations/functions/index.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { defaultParams, readableParams } from '../../catalog/catalog.ts';
import type { LayerDefinition, NodeDefinition } from '../../catalog/define/index.ts';
import { activationOf, weightsOf } from '../../catalog/layer-facts.ts';
import type { ParamValues } from '../../catalog/params.ts';
import { horizonOf, rateAt } from '../../catalog/schedules/wired.ts';
import type { WiredSchedule } from '../../catalog/schedules/wired.ts';
import { compact } from '../../base/format.ts';
import { edgesInto, nodeById } from '../../graph/queries.ts';
import type { GraphDocument, GraphNode, NodeId } from '../../graph/types.ts';
import { endpoint } from '../../graph/types.ts';
import { scheduleInto } from '../document-schedule.ts';
import type { DocumentSchedule } from '../document-schedule.ts';
import type { Fix } from '../types.ts';
import { changeType, setParam } from './fix-commands.ts';

/** Bends, runs flat nowhere and cannot die: a unit with it always gets a gradient. */
const isLively = (each: ActivationFunction | undefined): each is ActivationFunction =>
  each !== undefined && each.canDie !== true && each.range === undefined && each.f(1) + each.f(-1) !== 2 * each.f(0);

/**
 * Gives a layer whose units can die another activation, under which they cannot. A layer that is nothing but
 * its activation becomes one of another type, any other gets another `activation` argument.
 */
export function replaceActivationFix(document: GraphDocument, catalog: Catalog, id: NodeId): Fix | undefined {
  const node = nodeById(document, id);
  const definition = catalog.get(node?.type ?? '');
  if (node === undefined || definition?.role !== 'layer') return undefined;
  const { params } = readableParams(definition, node.params);
  if (activationOf(definition, params).canDie !== true) return undefined;
  if (isPureActivation(definition, params)) {
    const better = catalog.all
      .filter((each) => each.role === 'layer')
      .find((each) => isPureActivation(each, defaultParams(each)) && isLively(functionOf(each)));
    return better && changeType(document, node, better.type, undefined)[0];
  }
  const better = activationFunctions.find(isLively);
  if (better === undefined || definition.params['activation']?.safeParse(better.name).success !== true)
    return undefined;
  return { label: `Set activation of ${id} to ${better.name}`, command: setParam(id, 'activation', better.name) };
}

const functionOf = (definition: LayerDefinition): ActivationFunction | undefined =>
  activationOf(definition, defaultParams(definition));

function isPureActivation(definition: LayerDefinition, params: ParamValues): boolean {
  const shape = definition.outputShape(params, { inputs: [[3]] });
  return shape.ok && shape.value.join() === '3' && weightsOf(definition, params, { inputs: [[3]] }).length === 0;
}

/** A tenth of what made the loss explode is seldom too small; ten times as much makes a crawling run walk. */
const TENFOLD = 10;

type Change = { readonly verb: 'Lower' | 'Raise'; readonly factor: number };

/**
 * Divides the learning rate of a Train node by ten: in its schedule if one is wired, otherwise in the optimizer.
 */
export const lowerRateFix = (document: GraphDocument, catalog: Catalog, train: NodeId): Fix | undefined =>
  changeRateFix(document, catalog, train, { verb: 'Lower', factor: 1 / TENFOLD });

/** The same the other way. */
export const raiseRateFix = (document: GraphDocument, catalog: Catalog, train: NodeId): Fix | undefined =>
  changeRateFix(document, catalog, train, { verb: 'Raise', factor: TENFOLD });

function changeRateFix(document: GraphDocument, catalog: Catalog, train: NodeId, change: Change): Fix | undefined {
  const optimizer = optimizerOf(document, catalog, train);
  if (optimizer === undefined) return undefined;
  const schedule = scheduleInto(document, catalog, optimizer.node.id);
  if (schedule !== undefined) return changeScheduleFix(schedule, change, (tried) => tried);
  // The port of the schedule bears the name of the param it takes the place of.
  const port = optimizer.definition.inputs.find(({ kind }) => kind === 'schedule')?.name;
  if (port === undefined || changed(optimizer.definition, optimizer.params, port, change) === undefined)
    return undefined;
  return changeFix(optimizer.node, optimizer.params, port, change);
}

/** Places on the whole curve of a schedule, as fractions. */
const STEPS = Array.from({ length: 101 }, (_, i) => i / 100);

const peakOf = (schedule: WiredSchedule): number =>
  Math.max(...STEPS.map((place) => rateAt(schedule, Math.round(place * horizonOf(schedule)))));

/** Changes the param that the height of the whole curve hangs on, here or in the schedule inside. */
function changeScheduleFix(
  schedule: DocumentSchedule,
  change: Change,
  around: (tried: WiredSchedule) => WiredSchedule,
): Fix | undefined {
  const { node, definition, params, wraps } = schedule;
  const wanted = peakOf(around(schedule)) * change.factor;
  const param = Object.keys(params).find((name) => {
    const tried = changed(definition, params, name, change);
    if (tried === undefined) return false;
    return Math.abs(peakOf(around({ ...schedule, params: tried })) - wanted) <= wanted / TENFOLD;
  });
  if (param !== undefined) return changeFix(node, params, param, change);
  return wraps && changeScheduleFix(wraps, change, (tried) => around({ ...schedule, wraps: tried }));
}

/** The params with one of them changed, if it is a number that may be so. */
function changed(
  definition: NodeDefinition,
  params: ParamValues,
  name: string,
  change: Change,
): ParamValues | undefined {
  const value = params[name];
  if (typeof value !== 'number' || value <= 0) return undefined;
  const tried = { ...params, [name]: times(value, change) };
  return definition.params[name]?.safeParse(tried[name]).success === true ? tried : undefined;
}

const times = (value: number, { factor }: Change): number => Number((value * factor).toPrecision(3));

function changeFix({ id }: GraphNode, params: ParamValues, param: string, change: Change): Fix {
  const value = times(Number(params[param]), change);
  return { label: `${change.verb} ${param} of ${id} to ${compact(value)}`, command: setParam(id, param, value) };
}

/** The optimizer that is wired to a node, with its params. */
function optimizerOf(document: GraphDocument, catalog: Catalog, id: NodeId) {
  for (const edge of edgesInto(document, id)) {
    const node = nodeById(document, endpoint(edge.from).node);
    const definition = catalog.get(node?.type ?? '');
    if (node === undefined || node.muted === true || definition?.role !== 'optimizer') continue;
    return { node, definition, params: readableParams(definition, node.params).params };
  }
  return undefined;
}
