import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askForFiles } from '../../../src/ui/persistence/ask-for-files.ts';

// A dialogue of the system opens for a person only.
beforeEach(() => void vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

const fields = () => [...document.querySelectorAll<HTMLInputElement>('input[type=file]')];

function answer(field: HTMLInputElement | undefined, ...names: readonly string[]): void {
  if (field === undefined) throw new Error('Nothing asks.');
  const chosen = new DataTransfer();
  for (const name of names) chosen.items.add(new File(['{}'], name));
  field.files = chosen.files;
  field.dispatchEvent(new Event('change'));
}

test('the field that asks is held by the page until it is answered', () => {
  const given: string[] = [];
  askForFiles({ accept: '.json', several: true }, (files) => given.push(...files.map(({ name }) => name)));
  const [field] = fields();
  expect(field).toMatchObject({ hidden: true, accept: '.json', multiple: true, webkitdirectory: false });
  answer(field, 'a.json', 'b.bin');
  expect(given).toEqual(['a.json', 'b.bin']);
  expect(fields()).toEqual([]);
});

test('one that is asked in vain goes, with the dialogue or with the next', () => {
  const give = vi.fn();
  askForFiles({}, give);
  fields()[0]?.dispatchEvent(new Event('cancel'));
  expect(fields()).toEqual([]);
  askForFiles({}, give);
  askForFiles({ folder: true }, give);
  expect(fields().map(({ webkitdirectory }) => webkitdirectory)).toEqual([true]);
  answer(fields()[0]);
  expect(give).not.toHaveBeenCalled();
  expect(fields()).toEqual([]);
});
