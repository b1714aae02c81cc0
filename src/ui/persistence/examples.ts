/* The shipped graphs. Each is loaded when it is asked for; only the first one comes with the page. */
import firstText from '../../../examples/two-spirals.json?raw';

const FIRST = '/examples/two-spirals.json';
const files = import.meta.glob<string>(['/examples/*.json', '!/examples/two-spirals.json'], {
  query: '?raw',
  import: 'default',
});

export interface ExampleFile {
  readonly path: string;
  readonly text: string;
}

/** The graph that a first visit opens. */
export const firstExample: ExampleFile = { path: FIRST, text: firstText };

/** All examples, the first one first. Those that cannot be loaded are left out. */
export async function loadExamples(): Promise<readonly ExampleFile[]> {
  const loaded = await Promise.allSettled(
    Object.entries(files).map(async ([path, load]): Promise<ExampleFile> => ({ path, text: await load() })),
  );
  return [firstExample, ...loaded.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))];
}
