/*
 * Values on cards, changed where they stand: a drag sideways or a turn of the wheel steps a number, a click turns a
 * switch over or opens the field. One drag is one undo step, and so are turns in quick succession.
 */
import { paramDefault, paramMeta, sameParam } from '../../catalog/params.ts';
import type { ParamValue } from '../../catalog/params.ts';
import type { NodeId } from '../../graph/types.ts';
import { newGesture } from '../inspector/params/gesture.ts';
import { stepped } from '../inspector/params/param-values.ts';
import { documentStore } from '../stores/document.ts';
import { nodeView } from '../stores/node-view.ts';
import { viewStore } from '../stores/view-state.ts';
import { openPopUp } from './canvas-store.ts';
import type { Point } from './wires/wire-path.ts';

/** Turns that follow each other within this time are one step to undo, in milliseconds. */
const TURN = 700;

/** So many steps of one drag, which is told from others by `press`. */
export function dragValue(node: NodeId, param: string, steps: number, press: string, large: boolean): void {
  for (let i = 0; i < Math.abs(steps); i++) step(node, param, steps > 0 ? 1 : -1, press, large);
}

export function clickValue(node: NodeId, param: string, screen: Point): void {
  viewStore.getState().select([node]);
  const value = valueOf(node, param);
  if (typeof value === 'boolean') set(node, param, !value, newGesture());
  else openPopUp({ type: 'value', screen, node, param });
}

let turning: { readonly key: string; readonly gesture: string; readonly at: number } | undefined;

export function turnValue(node: NodeId, param: string, direction: 1 | -1): void {
  const key = `${node} ${param}`;
  const now = performance.now();
  const gesture = turning?.key === key && now - turning.at < TURN ? turning.gesture : newGesture();
  turning = { key, gesture, at: now };
  step(node, param, direction, gesture, false);
}

function step(node: NodeId, param: string, direction: 1 | -1, gesture: string, large: boolean): void {
  const schema = nodeView(documentStore.getState(), node)?.definition?.params[param];
  const value = valueOf(node, param);
  if (schema === undefined || typeof value !== 'number') return;
  set(node, param, stepped(paramMeta(schema), value, direction, large), gesture);
}

const valueOf = (node: NodeId, param: string): ParamValue | undefined =>
  nodeView(documentStore.getState(), node)?.params[param];

/** A value that is the default is left out of the file. */
function set(node: NodeId, param: string, value: ParamValue, coalesce: string): void {
  const schema = nodeView(documentStore.getState(), node)?.definition?.params[param];
  if (schema === undefined) return;
  const written = sameParam(value, paramDefault(schema)) ? undefined : value;
  documentStore.getState().dispatch({ type: 'setParams', node, params: { [param]: written } }, { coalesce });
}
