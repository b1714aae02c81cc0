/*
 * Turns the steps of a program into what they do, as far as that is known. Results of such steps are kept as
 * floats, whatever tfjs calls their type; a step that stays as recorded and wants flags or whole numbers
 * gets them from steps that stay as recorded too.
 */
import type { Convert } from '../moves.ts';
import { sizeOfValue } from '../program.ts';
import type { Program, Step, Value } from '../program.ts';
import type { BufferId } from '../trace.ts';
import { understand } from './steps.ts';
import type { Understood } from './steps.ts';

export type Meant<P> = Understood | Step<P>;

/** `fresh` gives numbers for new buffers. */
export function understandAll<P>(program: Program<Step<P>>, fresh: () => BufferId): Program<Meant<P>> {
  const meant = program.steps.map((step) => understand(step));
  const maker = new Map<BufferId, number>();
  program.steps.forEach((step, i) => {
    for (const { buffer } of step.outputs) maker.set(buffer, i);
  });
  /** A value that is wanted in its own type: whoever makes it stays as recorded, and so on back. */
  const keep = ({ buffer, dtype }: Value): void => {
    const i = maker.get(buffer);
    if (i === undefined || dtype === 'float32' || meant[i] === undefined) return;
    meant[i] = undefined;
    for (const input of program.steps[i]?.inputs ?? []) keep(input);
  };
  program.steps.forEach((step, i) => {
    if (meant[i] === undefined) step.inputs.forEach(keep);
  });
  [...program.outputs, ...program.commits.map(({ value }) => value)].forEach(keep);

  const steps: Meant<P>[] = [];
  const asFloat = new Set<BufferId>();
  const converted = new Map<string, Value>();
  const read = (value: Value): Value => {
    if (value.dtype === 'float32' || asFloat.has(value.buffer)) return { ...value, dtype: 'float32' };
    const constant = program.constants.get(value.buffer);
    if (constant !== undefined && 'fill' in constant) return { ...value, dtype: 'float32' };
    const key = `${value.buffer}+${value.offset}:${sizeOfValue(value)}`;
    const known = converted.get(key) ?? { ...value, buffer: fresh(), offset: 0, dtype: 'float32' as const };
    if (!converted.has(key)) {
      converted.set(key, known);
      steps.push({ step: 'move', moves: [conversion(value, known)], inputs: [value], outputs: [known], commands: [] });
    }
    return { ...known, shape: value.shape };
  };
  program.steps.forEach((step, i) => {
    const known = meant[i];
    if (known === undefined) {
      steps.push(step);
      return;
    }
    for (const { buffer } of known.outputs) asFloat.add(buffer);
    steps.push(withValues(known, read));
  });
  return { ...program, steps };
}

const conversion = (from: Value, to: Value): Convert => ({
  move: 'convert',
  from: from.buffer,
  to: to.buffer,
  fromStart: from.offset,
  length: sizeOfValue(from),
  fromType: from.dtype,
  toType: 'float32',
});

/** The step on other values. */
export function withValues<S extends Understood>(step: S, change: (value: Value) => Value): S {
  return { ...step, inputs: step.inputs.map(change), outputs: step.outputs.map(change) };
}
