export { curves } from './curves/curves-tab.ts';
export { landscape } from './landscape/landscape-tab.ts';
export { outline } from './outline/outline-tab.ts';
export { output } from './output/output-tab.ts';
export { playground } from './playground/playground-tab.ts';
export { problems } from './problems/problems-tab.ts';
export { runs } from './runs/runs-tab.ts';
