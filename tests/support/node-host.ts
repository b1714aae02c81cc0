export { nodeHost } from '../../src/cli/node-host.ts';
