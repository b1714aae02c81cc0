import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKeyText } from './keymap.ts';
import { Tip } from './tip.tsx';
import classes from './top-bar.module.css';

interface Props {
  /** What the button does: its accessible name and its tooltip. */
  readonly label: string;
  /** The command that it calls, whose key the tooltip shows. */
  readonly command?: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that shows only an icon. A disabled one stays focusable, so that its tooltip can say why. */
export function IconButton({ label, command, disabled = false, onClick, children }: Props) {
  return (
    <Tip label={<TooltipText text={label} command={command} />}>
      <ActionIcon
        aria-label={label}
        aria-disabled={disabled}
        data-quiet={disabled || undefined}
        className={classes.icon ?? ''}
        onClick={() => {
          if (!disabled) onClick();
        }}
      >
        {children}
      </ActionIcon>
    </Tip>
  );
}

/** Words of a tooltip with the key of the command behind them. */
export function TooltipText({ text, command }: { readonly text: string; readonly command?: string | undefined }) {
  return (
    <>
      {text}
      <KeyOf command={command} />
    </>
  );
}

/** The key of a command, wherever it is shown. */
export function KeyOf({ command = '' }: { readonly command?: string | undefined }) {
  const key = useKeyText(command);
  return key === undefined ? null : <kbd className={classes.keys}>{key}</kbd>;
}
