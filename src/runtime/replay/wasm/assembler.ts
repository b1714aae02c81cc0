/*
 * Writes a WebAssembly module: one imported memory, imported functions, functions of ours. Only what
 * recordings need of https://webassembly.github.io/spec/core/binary/.
 */
export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

const TYPE_CODE: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };
/** `\0asm`, version 1. */
const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const CODE_SECTION = 10;
const FUNCTION = 0x60;

export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface Body {
  readonly locals: readonly ValueType[];
  readonly code: readonly number[];
}

/** A whole number from 0 on as unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low + 128);
  } while (rest !== 0);
  return bytes;
}

/** A 32-bit number as signed LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

/** Four bytes, the lowest first. */
export function float32(value: number): number[] {
  return [...new Uint8Array(new Float32Array([value]).buffer)];
}

const text = (name: string): number[] => {
  const bytes = [...new TextEncoder().encode(name)];
  return [...unsigned(bytes.length), ...bytes];
};

export class ModuleWriter {
  private readonly types: string[] = [];
  private readonly typeBytes: number[][] = [];
  private readonly imports: { readonly name: string; readonly type: number }[] = [];
  private readonly functions: { readonly type: number; body?: Body; readonly name?: string }[] = [];
  private readonly importIndex = new Map<string, number>();

  /** The index of an imported function, as `env.NAME`. All imports come before the first `declare`. */
  import(name: string, signature: Signature): number {
    const known = this.importIndex.get(name);
    if (known !== undefined) return known;
    if (this.functions.length > 0) throw new Error('Imports come before functions');
    const index = this.imports.length;
    this.imports.push({ name, type: this.type(signature) });
    this.importIndex.set(name, index);
    return index;
  }

  /** The index of a function whose body comes later; exported if it has a name. */
  declare(signature: Signature, name?: string): number {
    this.functions.push({ type: this.type(signature), ...(name !== undefined && { name }) });
    return this.imports.length + this.functions.length - 1;
  }

  define(index: number, body: Body): void {
    const declared = this.functions[index - this.imports.length];
    if (declared === undefined) throw new Error(`Function ${index} was not declared`);
    declared.body = body;
  }

  /** The module; its memory is imported as `env.memory`. Throws if a declared function has no body. */
  bytes(): Uint8Array<ArrayBuffer> {
    const section = (id: number, entries: readonly (readonly number[])[]): number[] => {
      const content = [...unsigned(entries.length)];
      for (const entry of entries) for (const byte of entry) content.push(byte);
      return [id, ...unsigned(content.length), ...content];
    };
    const env = text('env');
    const bodies = this.functions.map(({ body }, i) => {
      if (body === undefined) throw new Error(`Function ${i} has no body`);
      const locals = body.locals.flatMap((type) => [1, TYPE_CODE[type]]);
      const head = [...unsigned(body.locals.length), ...locals];
      const size = unsigned(head.length + body.code.length + 1);
      return { size, head, code: body.code };
    });
    const codeSize = bodies.reduce((sum, { size, head, code }) => sum + size.length + head.length + code.length + 1, 0);
    const count = unsigned(bodies.length);
    const start = [
      ...HEADER,
      ...section(1, this.typeBytes),
      ...section(2, [
        [...env, ...text('memory'), 2, 0, 1],
        ...this.imports.map(({ name, type }) => [...env, ...text(name), 0, ...unsigned(type)]),
      ]),
      ...section(
        3,
        this.functions.map(({ type }) => unsigned(type)),
      ),
      ...section(
        7,
        this.functions.flatMap(({ name }, i) =>
          name === undefined ? [] : [[...text(name), 0, ...unsigned(this.imports.length + i)]],
        ),
      ),
      CODE_SECTION,
      ...unsigned(codeSize + count.length),
      ...count,
    ];
    const bytes = new Uint8Array(start.length + codeSize);
    bytes.set(start);
    let at = start.length;
    for (const { size, head, code } of bodies) {
      for (const part of [size, head, code]) {
        bytes.set(part, at);
        at += part.length;
      }
      bytes[at++] = 0x0b;
    }
    return bytes;
  }

  private type({ parameters, results }: Signature): number {
    const codes = (types: readonly ValueType[]) => [...unsigned(types.length), ...types.map((each) => TYPE_CODE[each])];
    const bytes = [FUNCTION, ...codes(parameters), ...codes(results)];
    const key = bytes.join();
    const known = this.types.indexOf(key);
    if (known >= 0) return known;
    this.types.push(key);
    this.typeBytes.push(bytes);
    return this.types.length - 1;
  }
}
