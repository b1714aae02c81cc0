/** Says in plain words what a preprocessing node has looked at, and what becomes of the held-out examples. */
import { count } from '../../../base/format.ts';
import { capitalised } from '../../../base/text.ts';
import type { Preview, Side } from './preview.ts';

export function whatIsMeasured({ before, after, heldOut, measured, random }: Preview): string {
  const held = heldOut === 0 ? '' : heldOut === 1 ? 'the held-out example' : `the ${count(heldOut)} held-out examples`;
  if (random !== 'none') {
    const made =
      after.count === before.count
        ? `Each of the ${count(before.count)} training examples is changed at random, once, before training.`
        : `${count(before.count)} training examples become ${count(after.count)}.`;
    if (held === '') return made;
    return `${made} ${random === 'all' ? `So ${verb(heldOut, 'is', 'are')} ${held}.` : `${capitalised(held)} ${verb(heldOut, 'stays as it is', 'stay as they are')}.`}`;
  }
  if (!measured)
    return 'Nothing is measured: each example is computed from its own values alone, so nothing can leak from held-out examples.';
  const seen = `Measured on the ${count(before.count)} training examples only.`;
  if (held === '') return `${seen} No examples are held out.`;
  return `${seen} ${capitalised(held)} ${verb(heldOut, 'was not looked at and goes', 'were not looked at and go')} through with the same numbers: that nothing leaks from them is built in.`;
}

/** What the pictures show across and upwards. */
export function axesInWords(before: Side, after: Side): string {
  const [first, second] = [axesOf(before), axesOf(after)];
  if (first === second || second === undefined) return first === undefined ? '' : `Training examples: ${first}.`;
  return first === undefined ? `After: ${second}.` : `Training examples before: ${first}; after: ${second}.`;
}

function axesOf({ info, columns }: Side): string | undefined {
  const [x = 'x', y = 'y'] = info.featureNames;
  if (info.image !== undefined || columns < 2) return undefined;
  return `${x} across, ${y} upwards${columns > 2 ? `, of ${count(columns)} features` : ''}`;
}

const verb = (many: number, one: string, more: string): string => (many === 1 ? one : more);
