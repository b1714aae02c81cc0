/*
 * Two traces of the same function must be the same but for the numbers that were fed. A number that
 * JavaScript has put in by itself and that differs from one trace to the next would be frozen in a replay.
 */
import { CannotRecord } from './trace.ts';
import type { BufferId, Trace } from './trace.ts';

/** Throws `CannotRecord` at the first difference. `payload` puts a command into words, with buffers named by the function given. */
export function expectSame<P>(
  a: Trace<P>,
  b: Trace<P>,
  payload: (payload: P, name: (id: BufferId) => string) => string,
): void {
  if (a.ops.length !== b.ops.length) throw new CannotRecord('a step does not always run the same kernels');
  const [nameA, nameB] = [namer(a), namer(b)];
  a.ops.forEach((op, i) => {
    const other = b.ops[i];
    if (other === undefined || describe(op, payload, nameA) !== describe(other, payload, nameB)) {
      throw new CannotRecord(
        `${op.kernel} does something else in the next step, or takes a number that JavaScript made`,
      );
    }
  });
}

function describe<P>(
  op: Trace<P>['ops'][number],
  payload: (payload: P, name: (id: BufferId) => string) => string,
  name: (id: BufferId) => string,
): string {
  const operands = [...op.inputs, ...op.outputs].map(
    ({ buffer, shape, dtype }) => `${name(buffer)}:${dtype}[${shape.join()}]`,
  );
  const commands = op.commands.map((command) => payload(command.payload, name));
  return [op.kernel, JSON.stringify(op.attributes), ...operands, ...commands].join(' ');
}

/** Local buffers by the order in which they appear, constants with what they hold, others by their own number. */
function namer<P>({ buffers }: Trace<P>): (id: BufferId) => string {
  const order = new Map<BufferId, string>();
  return (id) => {
    const info = buffers.get(id);
    if (info?.local !== true) return `outer ${id}`;
    const known = order.get(id);
    if (known !== undefined) return known;
    const held = info.constant === undefined ? '' : `=${Array.from(info.constant).join()}`;
    const name = `local ${order.size}${held}`;
    order.set(id, name);
    return name;
  };
}
