/*
 * What a button does, said beside it while the pointer rests on it or the keyboard is on it. Written for
 * the bar, which is part of the first picture; further in, Mantine's tooltip does the same.
 */
import {
  cloneElement,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { createPortal } from 'react-dom';
import classes from './tip.module.css';

/** Milliseconds that the pointer must rest. */
const DELAY = 400;
/** Pixels between button and tip, and between tip and window. */
const GAP = 5;

interface Props {
  readonly label: ReactNode;
  /** Beside the button instead of under it, for what stands in a list. */
  readonly beside?: boolean;
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

export function Tip({ label, beside = false, children }: Props) {
  const id = useId();
  /** The button, while the pointer is on it, and while the tip is shown. */
  const [under, setUnder] = useState<HTMLElement>();
  const [anchor, setAnchor] = useState<HTMLElement>();
  useEffect(() => {
    if (under === undefined) return undefined;
    const timer = setTimeout(() => setAnchor(under), DELAY);
    return () => clearTimeout(timer);
  }, [under]);
  const close = () => {
    setUnder(undefined);
    setAnchor(undefined);
  };
  const button = cloneElement(children, {
    'aria-describedby': anchor === undefined ? undefined : id,
    onPointerEnter({ currentTarget, pointerType }: PointerEvent<HTMLElement>) {
      if (pointerType !== 'touch') setUnder(currentTarget);
    },
    onPointerLeave: close,
    onPointerDown: close,
    onFocus(event: FocusEvent<HTMLElement>) {
      if (event.currentTarget.matches(':focus-visible')) setAnchor(event.currentTarget);
      children.props.onFocus?.(event);
    },
    onBlur: close,
  });
  // Beside the bar's buttons in the tree, so that nothing said stands outside the page's landmarks.
  const tips = anchor === undefined ? null : document.querySelector('#tips');
  return (
    <>
      {button}
      {anchor === undefined || tips === null
        ? null
        : createPortal(<Bubble id={id} label={label} beside={beside} anchor={anchor} onClose={close} />, tips)}
    </>
  );
}

interface BubbleProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly beside: boolean;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

function Bubble({ id, label, beside, anchor, onClose }: BubbleProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (ref.current !== null) (beside ? placeBeside : place)(ref.current, anchor.getBoundingClientRect());
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    // A button that is switched off under the pointer does not say when the pointer leaves it.
    const onMove = ({ target }: globalThis.PointerEvent) => {
      if (target instanceof Node && !anchor.contains(target) && document.activeElement !== anchor) onClose();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointermove', onMove);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointermove', onMove);
    };
  }, [anchor, onClose]);
  return (
    <div ref={ref} id={id} className={classes.tip} role="tooltip">
      {label}
    </div>
  );
}

/** Under the button where there is room, else above it, and inside the window. */
function place(tip: HTMLElement, at: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const left = at.left + (at.width - width) / 2;
  const below = at.bottom + GAP + height <= window.innerHeight;
  tip.style.left = `${Math.round(Math.max(GAP, Math.min(left, window.innerWidth - width - GAP)))}px`;
  tip.style.top = `${Math.round(below ? at.bottom + GAP : at.top - GAP - height)}px`;
}

/** To the right of the button, level with its upper edge, and inside the window. */
function placeBeside(tip: HTMLElement, at: DOMRect): void {
  const { height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.round(at.right + GAP)}px`;
  tip.style.top = `${Math.round(Math.max(GAP, Math.min(at.top, window.innerHeight - height - GAP)))}px`;
}
