/*
 * The buttons that open the bar's menus. They belong to the first picture, the menus do not: until these
 * have come, the buttons stand alone and remember that they were pressed.
 */
import { Button, type ButtonProps } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, type ComponentPropsWithRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useDocument } from '../stores/document.ts';
import { useProgramName } from '../stores/program-name.ts';
import { useLiveRun, useRun } from '../stores/run.ts';
import { backendLabel } from '../stores/run-words.ts';
import classes from './top-bar.module.css';

/** What a menu gives its target, and what a button without its menu needs. */
type Props = ButtonProps &
  Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & {
    /** Told that the button was pressed, as long as the menu has not come. */
    readonly onAsk?: () => void;
    /** The button was pressed before the menu came: it is pressed again, now that somebody hears it. */
    readonly asked?: boolean;
    /** The button's own class; a menu gives its target another. */
    readonly own?: string | undefined;
  };

function MenuButton({ onAsk, asked = false, own, className, ref, ...props }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const merged = useMergedRef(button, ref);
  const due = useRef(asked);
  useEffect(() => {
    if (!due.current) return;
    due.current = false;
    // The focus went away with the stand-in; the menu gives it back to where it was.
    button.current?.focus();
    button.current?.click();
  }, []);
  return (
    <Button
      ref={merged}
      className={[own, className].filter(Boolean).join(' ')}
      {...(onAsk === undefined ? {} : { onClick: onAsk, 'aria-haspopup': 'menu' })}
      {...props}
    />
  );
}

function NamedMenuButton(props: Props) {
  return (
    <MenuButton
      rightSection={<ChevronDown size={13} aria-hidden />}
      classNames={{ section: classes.chevron ?? '' }}
      {...props}
    />
  );
}

export const ExamplesButton = (props: Props) => <NamedMenuButton {...props}>Examples</NamedMenuButton>;

export const FileButton = (props: Props) => <NamedMenuButton {...props}>File</NamedMenuButton>;

export const StepMenuButton = (props: Props) => (
  <MenuButton own={classes.split} aria-label="More steps" {...props}>
    <ChevronDown size={13} />
  </MenuButton>
);

/** What Train is for, where the graph has several programs: all of them, or the shown one. */
export function TrainChoiceButton(props: Props) {
  const programs = useDocument(({ compilation }) => compilation.programs.length);
  const together = useLiveRun((run) => run.together);
  const program = useProgramName(useLiveRun((run) => run.program) ?? '');
  return (
    <MenuButton
      own={classes.choice}
      aria-label={`Train is for: ${together ? `all ${programs} programs, side by side` : `${program} alone`}`}
      rightSection={<ChevronDown size={13} aria-hidden />}
      classNames={{ section: classes.chevron ?? '' }}
      {...props}
    >
      {together ? `All ${programs}` : program}
    </MenuButton>
  );
}

/** The backend in use, always shown. */
export function BackendButton(props: Props) {
  const { backend, choice, fallbacks } = useRun(
    useShallow((state) => ({ backend: state.backend, choice: state.backendChoice, fallbacks: state.fallbacks })),
  );
  const label = backendLabel(backend ?? choice);
  return (
    <MenuButton
      own={classes.backend}
      data-state={backend === undefined ? 'unknown' : fallbacks.length > 0 ? 'fallback' : 'fine'}
      aria-label={backend === undefined ? `Backend: ${label}, not started yet` : `Backend in use: ${label}`}
      leftSection={<span className={classes.dot} aria-hidden />}
      {...props}
    >
      {label}
    </MenuButton>
  );
}
