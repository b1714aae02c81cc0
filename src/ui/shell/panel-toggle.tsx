/* A small tab at the edge of the canvas that closes or opens the panel beside it. */
import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from 'lucide-react';
import { useView } from '../stores/view-state.ts';
import { useKeyText } from './keymap.ts';
import classes from './panel-toggle.module.css';
import type { PanelName } from './shell-store.ts';

const NAMES = { palette: 'node list', inspector: 'inspector', dock: 'dock' } as const;
const ICONS = {
  palette: { open: ChevronLeft, closed: ChevronRight },
  inspector: { open: ChevronRight, closed: ChevronLeft },
  dock: { open: ChevronDown, closed: ChevronUp },
} as const;

export function PanelToggle({ panel }: { readonly panel: PanelName }) {
  const open = useView((state) => state.panels[panel]);
  const toggle = useView((state) => state.togglePanel);
  const label = `${open ? 'Close' : 'Open'} the ${NAMES[panel]}`;
  const key = useKeyText(panel);
  const Icon = ICONS[panel][open ? 'open' : 'closed'];
  return (
    <button
      type="button"
      className={classes.toggle}
      data-panel={panel}
      data-open={open}
      aria-label={label}
      aria-expanded={open}
      title={key === undefined ? label : `${label} (${key})`}
      onClick={() => toggle(panel)}
    >
      <Icon size={14} aria-hidden />
    </button>
  );
}
