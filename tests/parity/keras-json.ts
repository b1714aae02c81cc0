/** The JSON that Keras takes, as the export writes it. */
export { toKerasJson } from '../../src/interop/keras/keras-json.ts';
