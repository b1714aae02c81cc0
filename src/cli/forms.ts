/** What `export` can write. */
export const FORMS = ['keras', 'python', 'tfjs', 'json-schema'] as const;
export type Form = (typeof FORMS)[number];
