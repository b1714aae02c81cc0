/** The menu of a node, of a wire, or of the empty canvas. */
import { Menu } from '@mantine/core';
import { useEffect, useState, type Ref } from 'react';
import { blockBehind, enterBlock } from '../../blocks/enter-block.ts';
import { dissolveBlock, makeBlock, removeUnusedBlocks } from '../../blocks/late-actions.ts';
import { edgeById, nodeById } from '../../../graph/queries.ts';
import { endpoint, type NodeId } from '../../../graph/types.ts';
import { sweepable } from '../../../compiler/sweep/variants.ts';
import { documentStore } from '../../stores/document.ts';
import { askSweep } from '../../runs/sweep-store.ts';
import { nodeView } from '../../stores/node-view.ts';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { keyTextOf } from '../../shell/keymap.ts';
import { viewStore } from '../../stores/view-state.ts';
import { enlargeView } from '../canvas-events.ts';
import { isCollapsed, toggleCollapsed } from '../collapse.ts';
import { disconnect } from '../connecting/disconnect.ts';
import { linkSelected } from '../connecting/link-selected.ts';
import { duplicate, removeAll, selectAll, toggleMuted } from '../node-actions.ts';
import { ARRANGED, ARRANGEMENTS } from '../arrangements.ts';
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
      width={280}
      transitionProps={{ duration: 0 }}
      returnFocus={false}
      // A long menu stays wholly in the window, also over the place that it was asked for.
      middlewares={{ flip: true, shift: { crossAxis: true, padding: 8 } }}
    >
      <Menu.Target>
        <Anchor x={popUp.screen.x} y={popUp.screen.y} />
      </Menu.Target>
      <Menu.Dropdown className={styles.menu ?? ''} aria-label={nameOf(popUp)} aria-labelledby={undefined}>
        {entries.map((entry) =>
          entry.within === undefined ? (
            <Line key={entry.label} entry={entry} />
          ) : (
            <Menu.Sub key={entry.label}>
              <Menu.Sub.Target>
                <Menu.Sub.Item>{entry.label}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown w={280}>
                {entry.within.map((each) => (
                  <Line key={each.label} entry={each} />
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Line({ entry }: { readonly entry: Entry }) {
  return (
    <Menu.Item
      closeMenuOnClick={false}
      rightSection={entry.keys === undefined ? undefined : <kbd>{entry.keys}</kbd>}
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
  );
}

/** The place that the menu opens at. It takes nothing else of what the menu gives its target: it is no button. */
function Anchor({ ref, x, y }: { readonly ref?: Ref<HTMLSpanElement>; readonly x: number; readonly y: number }) {
  return <span ref={ref} className={styles.anchor} style={{ left: x, top: y }} />;
}

const hasBlocks = (): boolean => (documentStore.getState().whole.blocks ?? []).length > 0;

/** Whether it has anything of which several can be tried. */
function canTry(node: NodeId): boolean {
  const { document } = documentStore.getState();
  return sweepable(document, ownCatalog(document), node).length > 0;
}

const isView = (id: NodeId): boolean => nodeView(documentStore.getState(), id)?.definition?.role === 'view';

/** What the menu is about, for whoever hears it. */
function nameOf({ node, edge, frame }: MenuPopUp): string {
  if (frame !== undefined) return 'Actions of the frame';
  if (edge !== undefined) return `Actions of the wire ${edge.replace('->', ' to ')}`;
  return node === undefined ? 'Actions of the canvas' : `Actions of ${node}`;
}

const layOut = (): void => void import('../arrange.ts').then(({ layOutAll }) => layOutAll());

const arrangeEntries = (): readonly Entry[] =>
  Object.entries(ARRANGEMENTS).map(([id, how]) => ({
    label: ARRANGED[how],
    keys: keyTextOf(id),
    run: () => void import('../arrange.ts').then((module) => module.arrange(how)),
  }));

function entriesOf({ node, edge, frame, screen, at, outline }: MenuPopUp): readonly Entry[] {
  if (frame !== undefined) return frameEntries(frame);
  if (edge !== undefined) {
    const bent = edgeById(documentStore.getState().document, edge)?.via !== undefined;
    return [
      { label: 'Put a node on it…', keys: keyTextOf('add'), opens: { type: 'add', screen } },
      {
        label: 'Lead it elsewhere…',
        keys: keyTextOf('connect'),
        opens: { type: 'connect', screen, node: endpoint(edge).node, moves: edge },
      },
      { label: 'Add a bend here', run: () => addBend(edge, at) },
      { label: 'Bends…', keys: keyTextOf('bend'), opens: { type: 'bends', screen, edge } },
      ...(bent ? [{ label: 'Straighten', run: () => straighten(edge) }] : []),
      { label: 'Remove wire', keys: keyTextOf('delete'), danger: true, run: () => disconnect([edge]) },
    ];
  }
  if (node === undefined) {
    return [
      { label: 'Add a node…', keys: keyTextOf('add'), opens: { type: 'add', screen, at } },
      { label: 'Paste', keys: keyTextOf('paste'), run: () => void pasteClipboard(at) },
      {
        label: 'Paste, wired as before',
        keys: keyTextOf('paste-wired'),
        run: () => void pasteClipboard(at, true),
      },
      { label: 'Add a frame', run: () => frameNodes([]) },
      { label: 'Select all', keys: keyTextOf('select-all'), run: selectAll },
      { label: 'Lay out', keys: keyTextOf('lay-out'), run: layOut },
      { label: 'Fit everything', keys: keyTextOf('fit'), run: fitAll },
      ...(hasBlocks()
        ? [{ label: 'Remove unused blocks', keys: keyTextOf('remove-unused-blocks'), run: removeUnusedBlocks }]
        : []),
    ];
  }
  const { selectedNodes } = viewStore.getState();
  const nodes = selectedNodes.includes(node) ? selectedNodes : [node];
  const bypassed = nodes.every((id) => nodeById(documentStore.getState().document, id)?.muted === true);
  return [
    ...(isView(node) ? [{ label: 'Show larger, in the dock', run: () => enlargeView(node) }] : []),
    {
      label: 'Connect to…',
      keys: outline === true ? '+' : keyTextOf('connect'),
      opens: { type: 'connect', screen, node },
    },
    {
      label: 'Look at a wire…',
      ...(outline === true ? {} : { keys: keyTextOf('wires') }),
      opens: { type: 'wires', screen, node },
    },
    {
      label: 'Remove wires…',
      keys: outline === true ? '−' : keyTextOf('cut-wires'),
      opens: { type: 'disconnect', screen, node },
    },
    {
      label: 'Bend a wire…',
      ...(outline === true ? {} : { keys: keyTextOf('bend') }),
      opens: { type: 'wires', screen, node, bends: true },
    },
    { label: 'Change type…', keys: keyTextOf('retype'), opens: { type: 'retype', screen, node } },
    { label: 'Rename…', keys: keyTextOf('rename'), opens: { type: 'rename', screen, node } },
    ...(nodes.length === 1 && blockBehind(node) !== undefined
      ? [
          { label: 'Go inside', keys: 'Enter', run: () => enterBlock(node) },
          { label: 'Dissolve this block', keys: keyTextOf('dissolve-block'), run: () => dissolveBlock(node) },
        ]
      : [{ label: 'Make a block', keys: keyTextOf('make-block'), run: () => makeBlock(nodes) }]),
    { label: 'Copy', keys: keyTextOf('copy'), run: () => void copyNodes(nodes) },
    { label: 'Cut', keys: keyTextOf('cut'), run: () => void cutNodes(nodes) },
    { label: 'Duplicate', keys: keyTextOf('duplicate'), run: () => void duplicate(nodes) },
    { label: 'Duplicate, wired', keys: keyTextOf('duplicate-wired'), run: () => void duplicate(nodes, true) },
    { label: bypassed ? 'Use again' : 'Bypass', keys: keyTextOf('bypass'), run: () => toggleMuted(nodes) },
    {
      label: nodes.every(isCollapsed) ? 'Open again' : 'Collapse',
      keys: keyTextOf('collapse'),
      run: () => toggleCollapsed(nodes),
    },
    { label: 'Frame', keys: keyTextOf('frame'), run: () => frameNodes(nodes) },
    ...placeEntries(nodes),
    ...(nodes.length > 1
      ? [
          { label: 'Align, distribute', within: arrangeEntries() },
          { label: 'Connect the first to the others', keys: keyTextOf('link'), run: linkSelected },
        ]
      : []),
    ...(canTry(node)
      ? [{ label: 'Try several values…', keys: keyTextOf('sweep'), moves: true, run: () => askSweep(node) }]
      : []),
    { label: 'Fit selection', keys: keyTextOf('fit-selection'), run: () => fitNodes(nodes) },
    { label: 'Delete and reconnect', keys: keyTextOf('delete-join'), run: () => removeAll(nodes, [], { heal: true }) },
    { label: 'Delete', keys: keyTextOf('delete'), danger: true, run: () => removeAll(nodes, []) },
  ];
}
