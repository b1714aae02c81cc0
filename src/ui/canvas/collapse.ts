/*
 * Collapsing cards. How one looks at a graph is no part of it: this browser remembers it for each of the graphs that
 * it keeps, and forgets a card that goes.
 */
import { isObject } from '../../base/json.ts';
import { plural } from '../../base/format.ts';
import type { NodeId } from '../../graph/types.ts';
import { deskStore } from '../stores/desk.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';
import { readSetting, writeSetting } from '../theme/preference.ts';
import { collapsed, keyIn, keyOf } from './collapsed.ts';

const SETTING = 'edgewise.collapsed';
/** Of more graphs than this, the ones looked at longest ago are forgotten. */
const MOST = 50;

type Keys = ReadonlySet<string>;
const NONE: Keys = new Set();

export const isCollapsed = (id: NodeId): boolean => collapsed.getState().keys.has(keyOf(id));

/** Collapses cards, or opens them again if all of them are. */
export function toggleCollapsed(nodes: readonly NodeId[]): void {
  if (nodes.length === 0) return announce('Select a node first.', 'info');
  const open = nodes.every(isCollapsed);
  const keys = new Set(collapsed.getState().keys);
  for (const id of nodes)
    if (open) keys.delete(keyOf(id));
    else keys.add(keyOf(id));
  keep(keys);
  const which = nodes.length === 1 ? nodes.join('') : plural(nodes.length, 'node');
  announce(open ? `Opened ${which} again.` : `Collapsed ${which} to title and ports.`);
}

function keep(keys: Keys): void {
  collapsed.setState({ keys });
  const { id } = deskStore.getState();
  if (id === undefined) return;
  const { [id]: _before, ...others } = remembered();
  const all = Object.entries(keys.size === 0 ? others : { ...others, [id]: [...keys] });
  writeSetting(SETTING, JSON.stringify(Object.fromEntries(all.slice(-MOST))));
}

/** By the id of the graph; what cannot be read is as good as nothing. */
function remembered(): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(readSetting(SETTING) ?? '{}');
    return isObject(found) ? found : {};
  } catch {
    return {};
  }
}

/** Follows for good which graph is open and which of its cards go. */
export function followCollapsed(): void {
  const read = () => {
    const { id } = deskStore.getState();
    const found = id === undefined ? [] : remembered()[id];
    const keys = Array.isArray(found) ? found.filter((key) => typeof key === 'string') : [];
    collapsed.setState({ keys: keys.length === 0 ? NONE : new Set(keys) });
  };
  read();
  deskStore.subscribe((now, before) => {
    if (now.id !== before.id) read();
  });
  documentStore.subscribe((now, before) => {
    const { keys } = collapsed.getState();
    if (keys.size === 0 || now.document === before.document) return;
    if (now.opened !== before.opened || now.block !== before.block) return;
    const left = new Set(now.document.nodes.map(({ id }) => keyIn(now.block, id)));
    const gone = before.document.nodes.map(({ id }) => keyIn(before.block, id)).filter((key) => !left.has(key));
    if (gone.some((key) => keys.has(key))) keep(new Set([...keys].filter((key) => !gone.includes(key))));
  });
}
