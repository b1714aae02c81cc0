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

/** `two-spirals` as `Two spirals`: what an example is called while its file is not loaded. */
const titleOf = (path: string): string => {
  const words = path.replace(/^.*\/|\.json$/g, '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The examples by name, each to be loaded when it is chosen. */
export const exampleList: readonly { readonly title: string; load(): Promise<string> }[] = [
  { title: titleOf(FIRST), load: async () => firstText },
  ...Object.entries(files).map(([path, load]) => ({ title: titleOf(path), load })),
];
