/** What a text that was typed comes to: a value, or the reason why it is refused, in words. */
export type Checked<V> = { readonly ok: true; readonly value: V } | { readonly ok: false; readonly message: string };
