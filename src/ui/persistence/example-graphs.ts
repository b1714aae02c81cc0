/* The shipped graphs. Each is loaded when it is asked for; only the first one comes with the page. */
import firstText from '../../../examples/two-spirals.json?raw';

const FIRST = '/examples/two-spirals.json';
const files = import.meta.glob<string>(['/examples/*.json', '!/examples/two-spirals.json'], {
  query: '?raw',
  import: 'default',
});
/** What they are called: of their files, nothing but that comes with the page. */
const names = import.meta.glob<string>('/examples/*.json', { import: 'name', eager: true });

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

export interface ListedExample {
  readonly title: string;
  /** The words of its file's name, by which it is found as well. */
  readonly words: string;
  load(): Promise<string>;
}

const listed = (path: string, load: () => Promise<string>): ListedExample => {
  const words = path.replace(/^.*\/|\.json$/g, '').replaceAll('-', ' ');
  return { title: names[path] ?? words, words, load };
};

/** The examples by name, each to be loaded when it is chosen. */
export const exampleList: readonly ListedExample[] = [
  listed(FIRST, () => Promise.resolve(firstText)),
  ...Object.entries(files).map(([path, load]) => listed(path, load)),
];
