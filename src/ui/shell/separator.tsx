/*
 * The border between two panels: drag it, or focus it and use the arrow keys. Home and End go to the
 * smallest and largest size, a double click or Enter puts the initial size back.
 */
import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './separator.module.css';
import { PANEL_LIMITS, useShell, type PanelName } from './shell-store.ts';

const STEP = 8;
const LARGE_STEP = 40;

interface Props {
  readonly panel: PanelName;
  readonly label: string;
  /** Which way the panel grows: the direction from the panel to the border. */
  readonly grows: 'right' | 'left' | 'up';
}

export function Separator({ panel, label, grows }: Props) {
  const size = useShell((state) => state.sizes[panel]);
  const resize = useShell((state) => state.resize);
  const { initial, min, max } = PANEL_LIMITS[panel];
  const vertical = grows !== 'up';

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const element = event.currentTarget;
    const from = vertical ? event.clientX : event.clientY;
    element.setPointerCapture(event.pointerId);
    element.focus();
    const move = (moved: globalThis.PointerEvent) => {
      const distance = (vertical ? moved.clientX : moved.clientY) - from;
      resize(panel, size + (grows === 'right' ? distance : -distance));
    };
    const end = () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('lostpointercapture', end);
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('lostpointercapture', end);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const [more, less] =
      grows === 'right'
        ? ['ArrowRight', 'ArrowLeft']
        : grows === 'left'
          ? ['ArrowLeft', 'ArrowRight']
          : ['ArrowUp', 'ArrowDown'];
    const sizes: Record<string, number> = {
      [more]: size + step,
      [less]: size - step,
      Home: min,
      End: max,
      Enter: initial,
    };
    const next = sizes[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    resize(panel, next);
  };

  return (
    <div
      className={classes.separator}
      data-grows={grows}
      role="separator"
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={`${size} pixels`}
      tabIndex={0}
      onPointerDown={onPointerDown}
      // Otherwise the browser may take the gesture for a selection of text and end it.
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resize(panel, initial)}
    />
  );
}
