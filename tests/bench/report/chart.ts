/*
 * The README's chart: time per training step of every peer, on a logarithmic axis. Each peer has a colour
 * and a shape of its own; both themes are in the file, which follows the reader's.
 */
import { scaleLog } from 'd3-scale';
import type { PeerName } from '../train/peer.ts';
import type { Measured } from './summary.ts';
import { time } from './table.ts';

interface Look {
  readonly peer: PeerName;
  readonly label: string;
  readonly light: string;
  readonly dark: string;
  /** A path around 0, 0. */
  readonly shape: string;
}

const LOOKS: readonly Look[] = [
  { peer: 'ours', label: 'Edgewise', light: '#0072b2', dark: '#56b4e9', shape: 'M-6-6h12v12h-12z' },
  { peer: 'exact', label: 'Edgewise, exact', light: '#007a59', dark: '#2fbf93', shape: 'M0-7L7 0L0 7L-7 0z' },
  { peer: 'fit', label: 'tfjs model.fit', light: '#b86e00', dark: '#e69f00', shape: 'M-6 5L0-6L6 5z' },
  {
    peer: 'typed',
    label: 'typed-array loop',
    light: '#a8447e',
    dark: '#cc79a7',
    shape: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  },
  {
    peer: 'playground',
    label: "Playground's algorithm",
    light: '#c2410c',
    dark: '#f0764a',
    shape: 'M-5-5L5 5M-5 5L5-5',
  },
  { peer: 'jaxjs', label: 'jax-js', light: '#6b6000', dark: '#f0e442', shape: 'M0-6V6M-6 0H6' },
];

const [WIDTH, LEFT, RIGHT, TOP, ROW, GAP] = [840, 200, 24, 74, 26, 12];

const style = (): string => {
  const colours = (theme: 'light' | 'dark') =>
    LOOKS.map((look) => `.${look.peer}{fill:${look[theme]};stroke:${look[theme]}}`).join('');
  return [
    'text{font:12px system-ui,sans-serif;fill:#24292f}.dim{fill:#57606a}.grid{stroke:#d0d7de}.title{font-weight:600}.range{stroke-width:2;opacity:.45}',
    `.mark{stroke-width:2;stroke-linecap:round}${colours('light')}`,
    `@media(prefers-color-scheme:dark){text{fill:#e6edf3}.dim{fill:#9da7b3}.grid{stroke:#3d444d}${colours('dark')}}`,
  ].join('');
};

export function chart(results: readonly Measured[]): string {
  const rows = results.filter(({ us }) => LOOKS.some(({ peer }) => typeof us[peer] === 'number'));
  const ends = rows.flatMap(({ range }) => LOOKS.flatMap(({ peer }) => range[peer] ?? []));
  const x = scaleLog([Math.min(...ends), Math.max(...ends)], [LEFT, WIDTH - RIGHT]).nice();
  const height = TOP + rows.length * ROW + groups(rows) * GAP + 28;
  const bottom = height - 26;
  const ticks = x.ticks(10).filter((tick) => Number.isInteger(Math.log10(tick)));
  const axis = ticks.map(
    (tick) =>
      `<path class="grid" d="M${round(x(tick))} ${TOP - 8}V${bottom}"/><text class="dim" text-anchor="middle" x="${round(x(tick))}" y="${height - 8}">${time(tick)}</text>`,
  );
  let y = TOP - ROW / 2;
  const lines = rows.map((row, i) => {
    y += ROW + (i > 0 && row.net !== rows[i - 1]?.net ? GAP : 0);
    // The first one is drawn last and stands above the others.
    const marks = LOOKS.toReversed()
      .map((look) => mark(row, look, x, y))
      .join('');
    return `<text x="0" y="${y + 4}">${row.net} <tspan class="dim">${row.variant}</tspan></text>${marks}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">`,
    `<title id="title">Time per training step, logarithmic: ${describe(rows)}</title><style>${style()}</style>`,
    `<text class="title" x="0" y="14">Time per training step (logarithmic; further left is faster)</text>`,
    legend(rows),
    ...axis,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

const round = (value: number): number => Math.round(value * 10) / 10;
const groups = (rows: readonly Measured[]): number => new Set(rows.map(({ net }) => net)).size - 1;

function mark({ us, range }: Measured, { peer, shape }: Look, x: (value: number) => number, y: number): string {
  const [value, ends] = [us[peer], range[peer]];
  if (typeof value !== 'number' || ends === undefined) return '';
  const [from, to] = ends.map((end) => round(x(end)));
  return `<path class="range ${peer}" d="M${from} ${y}H${to}"/><path class="mark ${peer}" transform="translate(${round(x(value))} ${y})" d="${shape}"/>`;
}

function legend(rows: readonly Measured[]): string {
  const shown = LOOKS.filter(({ peer }) => rows.some(({ us }) => typeof us[peer] === 'number'));
  let at = 7;
  return shown
    .map(({ peer, label, shape }) => {
      const entry = `<path class="mark ${peer}" transform="translate(${at} 38)" d="${shape}"/><text x="${at + 13}" y="42">${label}</text>`;
      at += 34 + label.length * 6.6;
      return entry;
    })
    .join('');
}

/** The same in words, for who does not see it. */
const describe = (rows: readonly Measured[]): string =>
  rows
    .map(({ net, variant, us }) => {
      const each = LOOKS.flatMap(({ peer, label }) =>
        typeof us[peer] === 'number' ? `${label} ${time(us[peer])}` : [],
      );
      return `${net} ${variant}: ${each.join(', ')}`;
    })
    .join('; ');
