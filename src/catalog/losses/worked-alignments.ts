/** CTC with the numbers of one example put in. */
import { compact, plural } from '../../base/format.ts';
import type { Working } from '../define/index.ts';
import { listed } from '../worked.ts';

type Row = readonly number[];

/** `answers` holds `classes` logits for each step. */
export function workedAlignments(labels: Row, answers: Row, classes: number): Working {
  const steps = Array.from({ length: answers.length / classes }, (_, t) =>
    shares(answers.slice(t * classes, (t + 1) * classes)),
  );
  const written = labels.filter((label) => label !== 0);
  const all = waysTogether(written, steps);
  const text = `all ways to write ${written.length === 0 ? 'nothing' : listed(written)} in ${plural(steps.length, 'step')}, added up`;
  return [
    { name: 'p', text, value: all },
    { name: 'loss', text: `−log ${compact(all)}`, value: -Math.log(all) },
  ];
}

function shares(logits: Row): Row {
  const most = Math.max(...logits);
  const powers = logits.map((x) => Math.exp(x - most));
  const whole = powers.reduce((sum, x) => sum + x, 0);
  return powers.map((x) => x / whole);
}

/** How probable the labels are: the sum over all ways to write them, state by state. */
function waysTogether(written: Row, steps: readonly Row[]): number {
  const states = [0, ...written.flatMap((label) => [label, 0])];
  const skips = states.map((label, s) => label !== 0 && label !== states[s - 2]);
  const reached = steps.reduce<Row | undefined>(
    (before, step) =>
      states.map((label, s) => {
        const here = step[label] ?? 0;
        if (before === undefined) return s < 2 ? here : 0;
        return here * ((before[s] ?? 0) + (before[s - 1] ?? 0) + (skips[s] === true ? (before[s - 2] ?? 0) : 0));
      }),
    undefined,
  );
  return (reached?.at(-1) ?? 0) + (reached?.at(-2) ?? 0);
}
