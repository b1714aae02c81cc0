/*
 * The one place where documents change. Only structure is guarded here (ids, ends of wires, limits
 * of the file); whether a wire makes sense is the compiler's business, so that half-done graphs can
 * be drawn.
 */
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import type { Editable, Patches } from '../patches.ts';
import { edit } from '../patches.ts';
import type { GraphDocument } from '../types.ts';
import { planAdd, planInsert, planSetGraph } from './add-nodes.ts';
import { dropAssets, planAddAssets, unnamed } from './assets.ts';
import { applyInBlock, planRemoveBlocks, planRenameBlock, planSetBlocks } from './blocks.ts';
import { planBend } from './bend.ts';
import { planMove, planRenameId, planSetDocument, planSetLabel, planSetMuted, planSetParams } from './change.ts';
import { planConnect } from './connect.ts';
import { dropFrames, emptied, planAddFrame, planPutInFrame, planRemoveFrame, planSetFrame } from './frames.ts';
import type { Applied, CommandError, CommandOf, Planned } from './plan.ts';
import { planDisconnect, planRemove } from './remove.ts';
import type { Command } from './types.ts';

export type { Applied, CommandError } from './plan.ts';

/** Carries a command out on a copy. On refusal the error says why and what to do instead. */
export function applyCommand(document: GraphDocument, command: Command): Result<Applied, CommandError> {
  const done = applyIn(document, command);
  if (!done.ok) return done;
  const gone = unnamed(document, done.value.document);
  return gone.size === 0 ? done : ok(tidied(done.value, (draft) => dropAssets(draft, gone)));
}

/** The same on a document that may be the inside of a block. */
function applyIn(document: GraphDocument, command: Command): Result<Applied, CommandError> {
  const done = run(document, command);
  if (!done.ok) return done;
  const { document: after } = done.value;
  const gone = emptied(document, after);
  return gone.size === 0 ? done : ok(tidied(done.value, (draft) => dropFrames(after, draft, gone)));
}

/** What a command leaves lying about is cleared away in the same step. */
function tidied({ document: after, patches, inverse, label }: Applied, clear: (draft: Editable) => void): Applied {
  const cleared = edit(after, clear);
  return {
    document: cleared.document,
    patches: [...patches, ...cleared.patches],
    inverse: [...cleared.inverse, ...inverse],
    label,
  };
}

function run(document: GraphDocument, command: Command): Result<Applied, CommandError> {
  if (command.type === 'batch') return applyBatch(document, command);
  if (command.type === 'inBlock') return applyInBlock(document, command, applyIn);
  const planned = plan(document, command);
  if (!planned.ok) return planned;
  const { label, edit: change } = planned.value;
  if (change === undefined) return ok({ document, patches: [], inverse: [], label });
  return ok({ ...edit(document, change), label });
}

/** All or nothing; each command sees what the ones before it did. */
function applyBatch(document: GraphDocument, { label, commands }: CommandOf<'batch'>): Result<Applied, CommandError> {
  let current = document;
  const patches: Patches[] = [];
  const inverse: Patches[] = [];
  for (const command of commands) {
    const applied = run(current, command);
    if (!applied.ok) return err(applied.error);
    current = applied.value.document;
    patches.push(applied.value.patches);
    inverse.unshift(applied.value.inverse);
  }
  return ok({ document: current, patches: patches.flat(), inverse: inverse.flat(), label });
}

function plan(document: GraphDocument, command: Exclude<Command, { type: 'batch' | 'inBlock' }>): Planned {
  switch (command.type) {
    case 'add':
      return planAdd(document, command);
    case 'remove':
      return planRemove(document, command);
    case 'connect':
      return planConnect(document, command);
    case 'disconnect':
      return planDisconnect(document, command);
    case 'bend':
      return planBend(document, command);
    case 'move':
      return planMove(document, command);
    case 'setParams':
      return planSetParams(document, command);
    case 'setLabel':
      return planSetLabel(document, command);
    case 'setMuted':
      return planSetMuted(document, command);
    case 'renameId':
      return planRenameId(document, command);
    case 'insert':
      return planInsert(document, command);
    case 'setDocument':
      return planSetDocument(document, command);
    case 'addFrame':
      return planAddFrame(document, command);
    case 'setFrame':
      return planSetFrame(document, command);
    case 'removeFrame':
      return planRemoveFrame(document, command);
    case 'putInFrame':
      return planPutInFrame(document, command);
    case 'addAssets':
      return planAddAssets(document, command);
    case 'setGraph':
      return planSetGraph(document, command);
    case 'setBlocks':
      return planSetBlocks(document, command);
    case 'removeBlocks':
      return planRemoveBlocks(document, command);
    case 'renameBlock':
      return planRenameBlock(document, command);
    default:
      return command satisfies never;
  }
}
