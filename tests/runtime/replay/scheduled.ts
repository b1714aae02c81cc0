/** How a step is cut up for a graphics card, from a recording on the processor: none is needed for that. */
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { Linked } from '../../../src/runtime/link.ts';
import { distribute } from '../../../src/runtime/replay/fuse/distribute.ts';
import { group } from '../../../src/runtime/replay/fuse/group.ts';
import { order } from '../../../src/runtime/replay/fuse/order.ts';
import { understandAll } from '../../../src/runtime/replay/fuse/understand.ts';
import { resolve } from '../../../src/runtime/replay/passes/resolve-results.ts';
import { wasm } from '../../../src/runtime/replay/wasm/backend.ts';
import { schedule } from '../../../src/runtime/replay/webgpu/shaders/dispatch-levels.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Tensor } from '../../../src/runtime/tf.ts';
import { linkedOf } from '../../support/linked.ts';
import { withTraining } from '../../support/recording.ts';

/** The step of a graph as the passes leave it. */
export const scheduled = (document: GraphDocument, linked: Linked = linkedOf(document)) =>
  withTraining(
    document,
    async (training) => {
      const spec = stepSpec(training, training.linked.program.batchSize);
      const operand = (tensor: Tensor) => ({
        buffer: wasm.bufferOf(tensor),
        shape: tensor.shape,
        dtype: 'float32' as const,
      });
      const { result, trace, release } = wasm.record(() => spec.compute());
      const commits = result.commits.map(({ variable, value: to }) => ({
        value: operand(to),
        to: operand(variable).buffer,
      }));
      const program = resolve(trace, { outputs: [operand(result.figures)], commits });
      tf.dispose([result.figures, ...result.commits.map((each) => each.value)]);
      release();
      spec.dispose();
      let next = -1;
      const fresh = () => next--;
      const meant = distribute(understandAll(program, fresh), fresh);
      const { before, after, copies, inPlace } = order(group(meant.steps, false), meant.commits, meant.outputs, false);
      const home = (buffer: number) => inPlace.get(buffer) ?? { buffer, offset: 0 };
      const levels = schedule([...before, ...after], copies, home);
      const own = levels.reduce((sum, { kernels, raw }) => sum + Math.sign(kernels.length) + raw.length, 0);
      /** Where the optimizer keeps what it remembers. */
      const slots = training.step.state().map(({ variable }) => wasm.bufferOf(variable));
      return { levels, home, own, slots };
    },
    linked,
  );

/** Two dispatches of each step bring rows, targets and rates, and take the figures away. */
export const SHUTTLE = 2;
