/** A table in one sentence: `150 rows, 4 numbers in, 3 classes out.` */
import { plural } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';

interface Summed {
  readonly rows: number;
  readonly columns: readonly {
    readonly name: string;
    readonly kind: 'number' | 'category' | 'image';
    readonly categories?: readonly string[];
  }[];
}

export function summaryOf(
  { rows, columns }: Summed,
  { target, leftOut }: { readonly target: string; readonly leftOut: readonly string[] },
): string {
  const used = columns.filter(({ name }) => name !== target && !leftOut.includes(name));
  const numbers = used.filter(({ kind }) => kind === 'number').length;
  const texts = used.filter(({ kind }) => kind === 'category');
  const made = texts.reduce((sum, { categories = [] }) => sum + categories.length, 0);
  const going = [
    ...(numbers > 0 ? [plural(numbers, 'number')] : []),
    ...(texts.length > 0 ? [`${plural(texts.length, 'text')} (as ${plural(made, 'feature')})`] : []),
  ];
  const answer = columns.find(({ name }) => name === target);
  const out =
    answer === undefined
      ? 'nothing to learn'
      : answer.kind === 'category'
        ? `${plural(answer.categories?.length ?? 0, 'class', 'classes')} out`
        : `the number ${shorten(answer.name)} out`;
  return `${plural(rows, 'row')}, ${going.length === 0 ? 'nothing' : going.join(' and ')} in, ${out}.`;
}
