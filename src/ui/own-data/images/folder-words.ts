/** What is said of a folder of images before it is taken in: pure, for tests. */
import { count, plural } from '../../../base/format.ts';
import { formatShape } from '../../../base/shape.ts';
import { capitalised, shorten } from '../../../base/text.ts';
import type { ImageSize } from '../../../assets/info.ts';
import type { Skipped } from '../../../interop/images/sort-folder.ts';

/** `120 images in 3 classes, 28×28×1 each.` */
export function sentence(counts: readonly number[], size: ImageSize): string {
  const images = counts.reduce((sum, each) => sum + each, 0);
  const classes = counts.filter((each) => each > 0).length;
  return `${plural(images, 'image')} in ${plural(classes, 'class', 'classes')}, ${formatShape(size)} each.`;
}

/** What keeps the images from being learned; undefined where nothing does. */
export function objection(classes: readonly string[], counts: readonly number[]): string | undefined {
  const found = counts.reduce((sum, each) => sum + each, 0);
  if (found === 0) return 'There is no image in it that can be used.';
  const [only, ...others] = classes.filter((_name, kind) => (counts[kind] ?? 0) > 0);
  if (others.length === 0)
    return `All images lie in one folder, “${shorten(only ?? '', 60)}”, so there is nothing to tell apart. Make a folder for each class, and choose the folder around them.`;
  return found < 10 ? `There are only ${plural(found, 'image')}: at least ten are needed.` : undefined;
}

/** `Left out: 2 files. Empty: 2 (such as a/1.png).` Empty where nothing is left out. */
export function skippedInWords(skipped: readonly Skipped[]): string {
  const all = skipped.reduce((sum, each) => sum + each.count, 0);
  if (all === 0) return '';
  const reasons = skipped.map(
    ({ why, count: files, example }) => ` ${capitalised(why)}: ${count(files)} (such as ${shorten(example, 60)}).`,
  );
  return `Left out: ${plural(all, 'file')}.${reasons.join('')}`;
}
