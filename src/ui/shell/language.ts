/** The language that the browser says it speaks, where it is one. */

type Speaker = Pick<Navigator, 'language'>;

/**
 * A browser that was started without a language may call it `en-US@posix`, which is none: libraries that write numbers in
 * it would fail, and everything that is loaded with them. Call before they are loaded.
 */
export function speakEnglishIfUnknown(speaker: Speaker = navigator): void {
  try {
    Intl.getCanonicalLocales(speaker.language);
  } catch {
    Object.defineProperty(speaker, 'language', { value: 'en', configurable: true });
  }
}
