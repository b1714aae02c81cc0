/** Gives a Train node another batch size. */
import type { Draft } from '../program/draft.ts';
import type { Fix } from '../types.ts';
import { setParam } from './fix-commands.ts';

/** The param that `plan` reads the batch size from, found by trying. */
export function batchSizeParam({ train }: Draft): string | undefined {
  const { definition, params } = train;
  const size = definition.plan(params).batchSize;
  return Object.keys(params).find(
    (name) => params[name] === size && definition.plan({ ...params, [name]: size + 1 }).batchSize === size + 1,
  );
}

/** `Set batch_size to 32`, if the node takes this size. */
export function setBatchSize(draft: Draft, size: number): readonly Fix[] {
  const { train } = draft;
  const param = batchSizeParam(draft);
  if (param === undefined || train.definition.params[param]?.safeParse(size).success !== true) return [];
  return [{ label: `Set ${param} to ${size}`, command: setParam(train.id, param, size) }];
}
