/** The module worker: tfjs lives here and nowhere else on the page. */
import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { FromWorker, ToWorker } from '../../protocol/messages.ts';
import type { Host } from '../../runtime/obtain-backend.ts';
import { Trainer } from '../../runtime/training/trainer.ts';
import { Turns } from '../../runtime/training/turns.ts';
import { SessionServer } from './server.ts';

interface Port {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
}
const port = globalThis as unknown as Port;

const host: Host = {
  wasmPaths: {
    'tfjs-backend-wasm.wasm': wasmPlain,
    'tfjs-backend-wasm-simd.wasm': wasmSimd,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmThreaded,
  },
};

/** Trainers that stand side by side share the device. */
const turns = new Turns();

const server = new SessionServer(
  (program, order) => new Trainer(program, { ...order, host, turns }),
  (message, transfer) => port.postMessage(message, transfer),
);

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  try {
    server.receive(data);
  } catch (thrown) {
    server.crash(thrown);
  }
});
// `worker.onerror` on the page hears nothing of a rejected promise.
addEventListener('unhandledrejection', (event) => server.crash(event.reason));
addEventListener('error', (event) => server.crash(event.error ?? event.message));
port.postMessage({ type: 'ready' }, []);
