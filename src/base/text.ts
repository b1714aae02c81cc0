/* Text as it is read: cut to a length that can be drawn and printed, or beginning a sentence. */

/** The text itself where it is short, else its beginning with an ellipsis; never half of a character. */
export function shorten(text: string, most = 40): string {
  if (text.length <= most) return text;
  const end = isFirstHalf(text.charCodeAt(most - 2)) ? most - 2 : most - 1;
  return `${text.slice(0, end)}…`;
}

/** With a capital at its beginning. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether a code unit needs the next one to be a character. */
const isFirstHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
