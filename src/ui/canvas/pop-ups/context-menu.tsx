/** The menu of a node, of a wire, or of the empty canvas. */
import { Menu } from '@mantine/core';
import { useEffect, useState, type Ref } from 'react';
import { blockBehind, enterBlock } from '../../blocks/enter-block.ts';
import { dissolveBlock, makeBlock } from '../../blocks/late-actions.ts';
import { edgeById, nodeById } from '../../../graph/queries.ts';
import type { NodeId } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { nodeView } from '../../stores/node-view.ts';
import { keyText } from '../../shell/keys.ts';
import { viewStore } from '../../stores/view.ts';
import { disconnect, duplicate, removeAll, selectAll, toggleMuted } from '../node-actions.ts';
import { enlargeView } from '../canvas-events.ts';
import { openPopUp, type PopUp } from '../canvas-store.ts';
import { copyNodes, cutNodes, pasteClipboard } from '../copy-paste.ts';
import { addBend, straighten } from '../wires/bends.ts';
import { closePopUp } from '../view/focus.ts';
import styles from './pop-ups.module.css';
import { frameNodes } from '../frames/frame-actions.ts';
import { frameEntries, placeEntries, type Entry } from './frame-entries.ts';
import { fitAll, fitNodes } from '../view/viewport.ts';

type MenuPopUp = Extract<PopUp, { type: 'menu' }>;

export function ContextMenu({ popUp }: { readonly popUp: MenuPopUp }) {
  const entries = entriesOf(popUp);
  // Any key outside an open menu closes it: it opens when the key that asked for it has gone by.
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const next = requestAnimationFrame(() => setOpened(true));
    return () => cancelAnimationFrame(next);
  }, []);
  return (
    <Menu
      opened={opened}
      onClose={() => closePopUp()}
      position="bottom-start"
      width={250}
      transitionProps={{ duration: 0 }}
      returnFocus={false}
    >
      <Menu.Target>
        <Anchor x={popUp.screen.x} y={popUp.screen.y} />
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map((entry) => (
          <Menu.Item
            key={entry.label}
            closeMenuOnClick={false}
            rightSection={entry.keys === undefined ? undefined : <kbd>{keyText(entry.keys)}</kbd>}
            {...(entry.danger === true ? { color: 'var(--bad)' } : {})}
            onClick={() => {
              if (entry.opens !== undefined) {
                openPopUp(entry.opens);
                return;
              }
              if (entry.moves !== true) entry.run?.();
              closePopUp();
              if (entry.moves === true) entry.run?.();
            }}
          >
            {entry.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The place that the menu opens at. It takes nothing else of what the menu gives its target: it is no button. */
function Anchor({ ref, x, y }: { readonly ref?: Ref<HTMLSpanElement>; readonly x: number; readonly y: number }) {
  return <span ref={ref} className={styles.anchor} style={{ left: x, top: y }} />;
}

const isView = (id: NodeId): boolean => nodeView(documentStore.getState(), id)?.definition?.role === 'view';

const layOut = (): void => void import('../arrange.ts').then(({ layOutAll }) => layOutAll());

function entriesOf({ node, edge, frame, screen, at, outline }: MenuPopUp): readonly Entry[] {
  if (frame !== undefined) return frameEntries(frame);
  if (edge !== undefined) {
    const bent = edgeById(documentStore.getState().document, edge)?.via !== undefined;
    return [
      { label: 'Put a node on it…', keys: '/', opens: { type: 'add', screen } },
      { label: 'Add a bend here', run: () => addBend(edge, at) },
      { label: 'Bends…', keys: 'B', opens: { type: 'bends', screen, edge } },
      ...(bent ? [{ label: 'Straighten', run: () => straighten(edge) }] : []),
      { label: 'Remove wire', keys: 'Del', danger: true, run: () => disconnect([edge]) },
    ];
  }
  if (node === undefined) {
    return [
      { label: 'Add a node…', keys: 'Shift+A', opens: { type: 'add', screen, at } },
      { label: 'Paste', keys: 'Ctrl+V', run: () => void pasteClipboard(at) },
      { label: 'Add a frame', run: () => frameNodes([]) },
      { label: 'Select all', keys: 'Ctrl+A', run: selectAll },
      { label: 'Lay out', keys: 'Shift+L', run: layOut },
      { label: 'Fit everything', keys: 'Shift+1', run: fitAll },
    ];
  }
  const { selectedNodes } = viewStore.getState();
  const nodes = selectedNodes.includes(node) ? selectedNodes : [node];
  const bypassed = nodes.every((id) => nodeById(documentStore.getState().document, id)?.muted === true);
  return [
    ...(isView(node) ? [{ label: 'Show larger, in the dock', run: () => enlargeView(node) }] : []),
    { label: 'Connect to…', keys: outline === true ? '+' : 'C', opens: { type: 'connect', screen, node } },
    {
      label: 'Look at a wire…',
      ...(outline === true ? {} : { keys: 'W' }),
      opens: { type: 'wires', screen, node },
    },
    {
      label: 'Remove a wire…',
      ...(outline === true ? { keys: '−' } : {}),
      opens: { type: 'disconnect', screen, node },
    },
    {
      label: 'Bend a wire…',
      ...(outline === true ? {} : { keys: 'B' }),
      opens: { type: 'wires', screen, node, bends: true },
    },
    { label: 'Change type…', opens: { type: 'retype', screen, node } },
    { label: 'Rename…', keys: 'F2', opens: { type: 'rename', screen, node } },
    ...(nodes.length === 1 && blockBehind(node) !== undefined
      ? [
          { label: 'Go inside', keys: 'Enter', run: () => enterBlock(node) },
          { label: 'Dissolve this block', run: () => dissolveBlock(node) },
        ]
      : [{ label: 'Make a block', keys: 'Ctrl+Alt+G', run: () => makeBlock(nodes) }]),
    { label: 'Copy', keys: 'Ctrl+C', run: () => void copyNodes(nodes) },
    { label: 'Cut', keys: 'Ctrl+X', run: () => void cutNodes(nodes) },
    { label: 'Duplicate', keys: 'Ctrl+D', run: () => void duplicate(nodes) },
    { label: bypassed ? 'Use again' : 'Bypass', keys: 'Ctrl+B', run: () => toggleMuted(nodes) },
    { label: 'Frame', keys: 'Ctrl+G', run: () => frameNodes(nodes) },
    ...placeEntries(nodes),
    { label: 'Fit selection', keys: 'Shift+2', run: () => fitNodes(nodes) },
    { label: 'Delete and reconnect', keys: 'Ctrl+Del', run: () => removeAll(nodes, [], true) },
    { label: 'Delete', keys: 'Del', danger: true, run: () => removeAll(nodes, []) },
  ];
}
