/** Loaded before anything else: puts the machine's own graphics card into Node, with clocks that are exact. */
import { provideWebgpu } from '../dispatch/dawn.mjs';

await provideWebgpu(['enable-dawn-features=allow_unsafe_apis', 'disable-dawn-features=timestamp_quantization']);
