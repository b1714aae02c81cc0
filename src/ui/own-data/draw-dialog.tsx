/* Points drawn on the plane by hand: brushes for classes, an eraser, and every stroke a step to undo. */
import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { makeAsset } from '../../assets/asset.ts';
import { tableBytes } from '../../assets/table.ts';
import { plural } from '../../base/format.ts';
import { documentStore } from '../stores/document.ts';
import { importCommand, placeOf } from './confirm-import.ts';
import { begun, CLASSES, dab, DRAWN, ended, lackingIn, redone, toTable, undone } from './drawn-points.ts';
import type { Brush, Drawing } from './drawn-points.ts';
import { DrawPlane } from './draw-plane.tsx';
import { drawStore, useDrawRequest } from './draw-store.ts';
import type { DrawRequest } from './draw-store.ts';
import classes from './draw-dialog.module.css';
import { takeIn } from './take-in.ts';

const close = () => drawStore.setState({ request: undefined });

export function DrawDialog() {
  const request = useDrawRequest();
  return (
    <Modal opened={request !== undefined} onClose={close} title="Draw points" size={760} centered>
      {request !== undefined && <DrawForm request={request} />}
    </Modal>
  );
}

const BRUSHES = [
  ...CLASSES.map((name, kind) => ({ value: String(kind), label: name })),
  { value: 'erase', label: 'Erase' },
];

function DrawForm({ request }: { readonly request: DrawRequest }) {
  const [strokes, setStrokes] = useState(() => begun(request.drawing));
  const [brush, setBrush] = useState<Brush>({ kind: 0, size: 0.15, density: 4 });
  const before = useRef<Drawing>(request.drawing);
  const lacking = lackingIn(strokes.now);
  const counts = CLASSES.flatMap((name, kind) => {
    const points = strokes.now.filter((point) => point.kind === kind).length;
    return points === 0 ? [] : [`${name}: ${points}`];
  });
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const back = event.key.toLowerCase() === 'z' && !event.shiftKey;
    if (!back && !['z', 'y'].includes(event.key.toLowerCase())) return;
    event.preventDefault();
    event.stopPropagation();
    setStrokes(back ? undone : redone);
  };
  const clear = () => setStrokes((all) => ended({ ...all, now: [] }, all.now));
  return (
    <div className={classes.form} role="presentation" onKeyDown={keys}>
      <DrawPlane
        drawing={strokes.now}
        brush={brush}
        onDab={(at, isFirst) => {
          if (isFirst) before.current = strokes.now;
          setStrokes((all) => ({ ...all, now: dab(all.now, brush, at, Math.random) }));
        }}
        onEnd={() => setStrokes((all) => ended(all, before.current))}
      />
      <div className={classes.tools}>
        <SegmentedControl
          aria-label="Brush"
          orientation="vertical"
          data={BRUSHES}
          value={String(brush.kind)}
          onChange={(value) => setBrush({ ...brush, kind: value === 'erase' ? 'erase' : Number(value) })}
        />
        <Slide
          label="Size of the brush"
          min={0.02}
          max={0.5}
          step={0.01}
          value={brush.size}
          onChange={(size) => setBrush({ ...brush, size })}
        />
        <Slide
          label="Points in a dab"
          min={1}
          max={20}
          step={1}
          value={brush.density}
          onChange={(density) => setBrush({ ...brush, density })}
        />
        <div className={classes.row}>
          <Button disabled={strokes.past.length === 0} onClick={() => setStrokes(undone)}>
            Undo
          </Button>
          <Button disabled={strokes.future.length === 0} onClick={() => setStrokes(redone)}>
            Redo
          </Button>
          <Button disabled={strokes.now.length === 0} onClick={clear}>
            Clear
          </Button>
        </div>
        <p className={classes.words} role="status">
          {plural(strokes.now.length, 'point')}
          {counts.length > 0 && ` (${counts.join(', ')})`}. {lacking}
        </p>
      </div>
      <div className={classes.buttons}>
        <Button onClick={close}>Cancel</Button>
        <Button
          className={classes.main ?? ''}
          variant="filled"
          disabled={lacking !== undefined}
          onClick={() => void confirm(request, strokes.now)}
        >
          Use these points
        </Button>
      </div>
    </div>
  );
}

interface SlideProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  onChange(value: number): void;
}

function Slide({ label, onChange, ...range }: SlideProps) {
  return (
    <label className={classes.slide}>
      {label}
      <input type="range" {...range} onChange={({ currentTarget }) => onChange(Number(currentTarget.value))} />
    </label>
  );
}

async function confirm({ node }: DrawRequest, drawing: Drawing): Promise<void> {
  const table = toTable(drawing);
  const asset = await makeAsset(table, { name: DRAWN, bytes: tableBytes(table) });
  const add = await takeIn(asset);
  const [{ carryOut }, place] = await Promise.all([import('../canvas/inserting.ts'), placeOf({})]);
  const params = { data: asset.hash, target: 'class' };
  const { document } = documentStore.getState();
  close();
  carryOut(
    importCommand(document, { place, name: DRAWN, params, add, ...(node !== undefined && { node }) }),
    `Drew ${plural(drawing.length, 'point')}.`,
  );
}
