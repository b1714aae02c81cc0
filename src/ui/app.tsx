/* The frame of the page: bar above, palette, canvas with the dock below it, inspector. */
import { MantineProvider } from '@mantine/core';
import { lazy, Suspense, useEffect, useLayoutEffect, type CSSProperties, type ReactNode } from 'react';
import classes from './app.module.css';
import { Canvas } from './canvas/canvas.tsx';
import { Dock } from './dock/dock.tsx';
import { late } from './late/late.tsx';
import { Banners } from './notices/banner.tsx';
import { ErrorBoundary } from './notices/error-boundary.tsx';
import { Opening } from './notices/opening.tsx';
import { Announcer, Notices } from './notices/notices.tsx';
import { Palette } from './palette/palette.tsx';
import { listenForDroppedFiles } from './persistence/dropped-files.ts';
import { ACTIONS } from './shell/app-actions.ts';
import { Dialogs } from './shell/dialogs.tsx';
import { listenForKeys } from './shell/keys.ts';
import { PanelToggle } from './shell/panel-toggle.tsx';
import { Separator } from './shell/separator.tsx';
import { useShell } from './shell/shell-store.ts';
import { TopBar } from './shell/top-bar.tsx';
import { useView } from './stores/view-state.ts';
import { mantineTheme } from './theme/mantine.ts';

/** Loaded beside the rest: the graph is there before its settings are. */
const Inspector = lazy(async () => ({ default: (await import('./inspector/inspector.tsx')).Inspector }));

const LessonPanel = late(async () => (await import('./lessons/lesson-panel.tsx')).LessonPanel);

const CompareBar = late(async () => (await import('./compare/compare-bar.tsx')).CompareBar);

export function App() {
  const theme = useView((state) => state.theme);
  // With the first picture, not after it: whoever sees the page may press a key.
  useLayoutEffect(() => listenForKeys(ACTIONS), []);
  useEffect(listenForDroppedFiles, []);
  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={theme} withCssVariables={false} withGlobalClasses={false}>
      <div className={classes.page}>
        <TopBar />
        <Banners />
        <Panels />
      </div>
      <Announcer />
      <Dialogs />
    </MantineProvider>
  );
}

function Panels() {
  const open = useView((state) => state.panels);
  const sizes = useShell((state) => state.sizes);
  const style = {
    '--palette': open.palette ? `${sizes.palette}px` : '0px',
    '--inspector': open.inspector ? `${sizes.inspector}px` : '0px',
    '--dock': open.dock ? `${sizes.dock}px` : '0px',
  } as CSSProperties;
  return (
    <div className={classes.panels} style={style}>
      <Panel area="palette" shown={open.palette}>
        <Palette />
      </Panel>
      <main className={classes.canvas} aria-label="Canvas">
        <div className={classes.view}>
          <ErrorBoundary area="canvas">
            <Canvas />
          </ErrorBoundary>
          <Opening />
          <CompareBar />
          <LessonPanel />
          <Notices />
        </div>
        <PanelToggle panel="palette" />
        <PanelToggle panel="inspector" />
        <PanelToggle panel="dock" />
        {open.palette ? <Separator panel="palette" label="Width of the node list" grows="right" /> : null}
        {open.dock ? <Separator panel="dock" label="Height of the dock" grows="up" /> : null}
        {open.inspector ? <Separator panel="inspector" label="Width of the inspector" grows="left" /> : null}
      </main>
      <Panel area="dock" shown={open.dock}>
        <section className={classes.fill} aria-label="Dock: curves, output and problems">
          <ErrorBoundary area="dock">
            <Dock />
          </ErrorBoundary>
        </section>
      </Panel>
      <Panel area="inspector" shown={open.inspector}>
        <ErrorBoundary area="inspector">
          <Suspense fallback={null}>
            <Inspector />
          </Suspense>
        </ErrorBoundary>
      </Panel>
    </div>
  );
}

function Panel({
  area,
  shown,
  children,
}: {
  readonly area: string;
  readonly shown: boolean;
  readonly children: ReactNode;
}) {
  return shown ? <div className={classes[area]}>{children}</div> : null;
}
