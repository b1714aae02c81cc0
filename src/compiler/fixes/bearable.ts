/*
 * A fix that sets a node's params must be borne by what stands around it: a width that is right for the loss may
 * be wrong for an Add on the way. Fixes that are not are left away, whoever offered them.
 */
import { readableParams } from '../../catalog/catalog.ts';
import type { Json } from '../../base/json.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { Command } from '../../graph/commands/types.ts';
import type { Params } from '../../graph/types.ts';
import { adaptsTooLate } from '../checks/before-training.ts';
import { refusesTargets } from '../checks/metric-targets.ts';
import type { Graph, Resolved } from '../graph.ts';
import { hasRole } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import { costOf } from '../program/cost.ts';
import type { Draft } from '../program/draft.ts';
import { MAX_BYTES } from '../program/memory-limits.ts';
import type { Diagnostic } from '../types.ts';
import { fitsBehind, isShaping } from './fits-behind.ts';

/** Each trial walks through all that is behind a node; beyond this many in one document fixes are taken on trust. */
const MOST_TRIALS = 40;

export function bearable(graph: Graph, facts: Facts, drafts: readonly Draft[]): (diagnostic: Diagnostic) => Diagnostic {
  let trials = 0;
  const isBorne = (command: Command): boolean => {
    if (command.type === 'batch') return command.commands.every(isBorne);
    if (command.type !== 'setParams') return true;
    const node = graph.nodes.get(command.node);
    if (node?.definition === undefined || ++trials > MOST_TRIALS) return true;
    const asked = { ...known(node, node.node.params), ...known(node, command.params) };
    const { params } = readableParams(node.definition, defined(asked));
    return (
      !becomesFaulty(graph, facts, drafts, node, params) &&
      (!isShaping(node) || fitsBehind(graph, node, params, facts, drafts))
    );
  };
  return (diagnostic) => {
    const kept = diagnostic.fixes?.filter(({ command }) => isBorne(command)) ?? [];
    return kept.length === (diagnostic.fixes?.length ?? 0) ? diagnostic : { ...diagnostic, fixes: kept };
  };
}

/** Those of the params that the node has: a file may hold half a million others, which change nothing. */
const known = ({ definition }: Resolved, params: Partial<Params> = {}): Partial<Params> =>
  Object.fromEntries(
    Object.keys(definition?.params ?? {}).flatMap((name) =>
      Object.hasOwn(params, name) ? [[name, params[name]]] : [],
    ),
  );

const defined = (params: Partial<Params>): Params =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, Json] => entry[1] !== undefined));

/** Whether a check would find with these params what it does not find now, at the node itself. */
function becomesFaulty(
  { assets }: Graph,
  facts: Facts,
  drafts: readonly Draft[],
  node: Resolved,
  params: ParamValues,
): boolean {
  const faulty = (tried: ParamValues): string | undefined => {
    if (hasRole(node, 'dataset')) return node.definition.lacks?.(tried, assets)?.code;
    if (hasRole(node, 'layer'))
      return drafts.some((draft) => adaptsTooLate(node, tried, facts, draft)) ? 'late' : undefined;
    if (hasRole(node, 'training')) {
      const { batchSize } = node.definition.plan(tried);
      const own = drafts.filter(({ train }) => train === node);
      return own.some((draft) => costOf({ ...draft, batchSize }, facts).bytes > MAX_BYTES) ? 'memory' : undefined;
    }
    if (!hasRole(node, 'metric')) return undefined;
    const readBy = drafts.filter(({ metrics }) => metrics.includes(node));
    return readBy.some((draft) => refusesTargets(node, tried, draft) !== undefined) ? 'refused' : undefined;
  };
  const fault = faulty(params);
  return fault !== undefined && fault !== faulty(node.params);
}
