/* What a lesson says of itself: the claim that is looked for, what a button changes. */
import { compact, percent } from '../../base/format.ts';
import { isWireFigure, type Claim, type LessonChange, type WireFigure } from '../../graph/lesson-fields.ts';
import { endpoint } from '../../graph/types.ts';

const ON_WIRES: Readonly<Record<WireFigure, string>> = {
  mean: 'mean',
  std: 'standard deviation',
  dead: 'dead units',
  saturated: 'saturated values',
  zeros: 'zeros',
  gradient: 'size of the gradient',
};

/** `dead`, `saturated` and `zeros` are shares of a whole. */
const SHARES: ReadonlySet<string> = new Set(['dead', 'saturated', 'zeros']);

/** `100 %`, `0.69`; a loss that has gone wrong is `no number`. */
export function figureText(figure: string, value: number): string {
  if (Number.isNaN(value)) return 'no number';
  return SHARES.has(figure) ? percent(value).replace(/\.0(?=\D)/, '') : compact(value);
}

/** `dead units on d1 → dead above 90 %`. */
export function claimWords({ figure, of, is, value }: Claim): string {
  return `${subject(figure, of)} ${is} ${figureText(figure, value)}`;
}

function subject(figure: string, of: string | undefined): string {
  if (!isWireFigure(figure)) return of === undefined ? logName(figure) : `${logName(figure)} of ${of}`;
  const [from = '', to = ''] = (of ?? '').split('->');
  return `${ON_WIRES[figure]} on ${endpoint(from).node} → ${endpoint(to).node}`;
}

/** `val_binary_accuracy`: validation binary accuracy. */
const logName = (figure: string): string => figure.replace(/^val_/, 'validation ').replaceAll('_', ' ');

/** `stddev of he to 1 and units of d1 to 4`. */
export function changeWords(change: readonly LessonChange[]): string {
  const parts = change.flatMap(({ node, params }) =>
    Object.entries(params).map(([name, value]) => `${name} of ${node} to ${valueText(value)}`),
  );
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
