/** The cross-entropies and margins with the numbers of one example put in. */
import { compact } from '../../base/format.ts';
import { logOnePlusExp } from '../activations/functions/softplus.ts';
import type { WorkedStep, Working } from '../define/index.ts';
import { cutShort, factor, probability, workedMean } from '../worked.ts';
import { EPSILON } from './common.ts';

type Term = Omit<WorkedStep, 'name'>;
type Row = readonly number[];

interface Smoothing {
  readonly from_logits: boolean;
  readonly label_smoothing: number;
}

const kept = (p: number): number => Math.min(1 - EPSILON, Math.max(EPSILON, p));

/** How surprising a yes or no is: its target after smoothing, the probability of yes, and the two logarithms with their sign turned. */
export function binaryTerm({ from_logits, label_smoothing }: Smoothing, truth: number, answer: number) {
  const y = truth * (1 - label_smoothing) + label_smoothing / 2;
  const yes = from_logits
    ? { text: `log(1 + e^${factor(-answer)})`, value: logOnePlusExp(-answer) }
    : { text: `−log ${probability(kept(answer))}`, value: -Math.log(kept(answer)) };
  const no = from_logits
    ? { text: `log(1 + e^${factor(answer)})`, value: logOnePlusExp(answer) }
    : { text: `−log(1 − ${probability(kept(answer))})`, value: -Math.log(1 - kept(answer)) };
  const p = from_logits ? 1 / (1 + Math.exp(-answer)) : answer;
  if (y === 1 || y === 0) return { y, p, ...(y === 1 ? yes : no) };
  const text = `${compact(y)}·(${yes.text}) + ${compact(1 - y)}·(${no.text})`;
  return { y, p, text, value: y * yes.value + (1 - y) * no.value };
}

export const workedBinary = (params: Smoothing, yTrue: Row, yPred: Row): Working =>
  workedMean((truth, answer) => {
    const { text, value } = binaryTerm(params, truth, answer);
    return { text, value };
  })(params, yTrue, yPred);

/** Of every class: its share of the truth, its probability, and how surprising it would be. */
export function classTerms({ from_logits, label_smoothing }: Smoothing, yTrue: Row, yPred: Row) {
  const most = Math.max(...yPred);
  const powers = yPred.reduce((sum, x) => sum + Math.exp(x - most), 0);
  const whole = yPred.reduce((sum, p) => sum + p, 0);
  const all = cutShort(
    yPred.map((x) => `e^${factor(x)}`),
    ' + ',
  );
  return yPred.map((answer, i) => {
    const y = (yTrue[i] ?? 0) * (1 - label_smoothing) + label_smoothing / yPred.length;
    const p = from_logits ? Math.exp(answer - most) / powers : kept(answer / whole);
    const value = from_logits ? Math.log(powers) - (answer - most) : -Math.log(p);
    return { y, p, value, text: from_logits ? `log(${all}) − ${factor(answer)}` : `−log ${probability(p)}` };
  });
}

export function workedClasses(params: Smoothing, yTrue: Row, yPred: Row): Working {
  const terms = classTerms(params, yTrue, yPred).filter(({ y }) => y > 0);
  const value = terms.reduce((sum, term) => sum + term.y * term.value, 0);
  const texts = terms.map(({ y, text }) => (y === 1 ? text : `${compact(y)}·(${text})`));
  return [{ name: 'loss', text: cutShort(texts, ' + '), value }];
}

/** Targets of 0 and 1 throughout count as −1 and 1. */
export const signed = (yTrue: Row): Row =>
  yTrue.every((y) => y === 0 || y === 1) ? yTrue.map((y) => 2 * y - 1) : yTrue;

/** What is missing to a margin of 1 on the right side. */
export const shortfall = (y: number, answer: number): Term => ({
  text: `max(1 − ${factor(y)}·${factor(answer)}, 0)`,
  value: Math.max(1 - y * answer, 0),
});

/** Σ of what a rule makes of each pair, as one step. */
export function workedSum(name: string, terms: readonly Term[]): WorkedStep {
  const text = cutShort(
    terms.map((term) => term.text),
    ' + ',
  );
  return { name, text, value: terms.reduce((sum, { value }) => sum + value, 0) };
}
