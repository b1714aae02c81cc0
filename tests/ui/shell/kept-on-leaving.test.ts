import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createElement, type FocusEvent, type KeyboardEvent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { useKeptOnLeaving } from '../../../src/ui/shell/kept-on-leaving.ts';
import { press } from './press.ts';

type Handlers = ReturnType<typeof useKeptOnLeaving<HTMLInputElement>>;

interface Props {
  readonly said: string[];
  readonly take: (handlers: Handlers) => void;
}

function Field({ said, take }: Props) {
  const handlers = useKeptOnLeaving<HTMLInputElement>(({ value }) => void said.push(`keeps ${value}`), {
    onBlur: () => void said.push('is left'),
    onKeyDown: ({ key }) => void said.push(key),
  });
  take(handlers);
  return null;
}

/** A field in which a text stands, and what becomes of it. */
function typedIn(value: string) {
  const said: string[] = [];
  const field = { value } as HTMLInputElement;
  const taken: Handlers[] = [];
  renderToStaticMarkup(createElement(Field, { said, take: (handlers) => void taken.push(handlers) }));
  const handlers = must(taken[0], 'the handlers');
  return {
    said,
    presses: (...given: Parameters<typeof press>) =>
      handlers.onKeyDown({ ...press(...given), currentTarget: field } as KeyboardEvent<HTMLInputElement>),
    leaves: () => handlers.onBlur({ currentTarget: field } as FocusEvent<HTMLInputElement>),
  };
}

it('keeps the text when the field is left, and before it is told so', () => {
  const { said, leaves } = typedIn('Encoder');
  leaves();
  expect(said).toEqual(['keeps Encoder', 'is left']);
});

it('keeps the text before an action that keys call: saving, sharing, training', () => {
  const { said, presses } = typedIn('Encoder');
  presses('s', 'ctrl');
  presses('S', 'ctrl', 'shift');
  presses('Enter', 'ctrl');
  presses('Enter', 'meta');
  expect(said).toEqual(Array.from({ length: 4 }, () => 'keeps Encoder'));
});

it('leaves every other key to the field', () => {
  const { said, presses } = typedIn('Encoder');
  presses('Enter');
  presses('Escape');
  presses('s');
  presses('z', 'ctrl');
  expect(said).toEqual(['Enter', 'Escape', 's', 'z']);
});

/** Fields that do something else when they are left. */
const OTHERS: Readonly<Record<string, string>> = {
  'canvas/cards/note-field.tsx': 'every letter is kept as it is typed',
  'dock/runs/run-row.tsx': 'what is saved or trained is not called by the name of a run',
  'history/versions.tsx': 'leaving it keeps the old name',
};

it('stands behind every text field that is kept on leaving', () => {
  const ui = resolve(import.meta.dirname, '../../../src/ui');
  const own = readdirSync(ui, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .filter((name) => {
      const text = readFileSync(join(ui, name), 'utf8');
      // Each to the end of its tag, which stands where it begins.
      const fields = text.match(/^( *)<(?:TextInput|Textarea|input|textarea)\b(?:.*>$|[^]*?^\1\/?>)/gm) ?? [];
      return fields.some((field) => /\bonBlur=/.test(field) && !/type="(?:range|checkbox)"/.test(field));
    });
  expect(own.map((name) => name.replaceAll('\\', '/')).toSorted()).toEqual(Object.keys(OTHERS));
});
