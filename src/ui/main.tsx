/* Where the page begins: theme before the first paint, the stored graph, the training worker, then React. */
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './theme/mantine-parts.css';
import './theme/tokens.css';
import './theme/mantine.css';
import './theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '../base/invariant.ts';
import { createSession } from '../session/page/client.ts';
import { App } from './app.tsx';
import { loadLateParts } from './late/late.tsx';
import { startPersistence } from './persistence/start.ts';
import { readOwnKeys } from './shell/keymap.ts';
import { speakEnglishIfUnknown } from './shell/language.ts';
import { limitScripts } from './shell/trusted-types.ts';
import { watchWhileVisible } from './shell/watch.ts';
import { connectRunStore } from './stores/run.ts';
import { paintTheme } from './theme/first-paint.ts';

paintTheme();
speakEnglishIfUnknown();
limitScripts();
connectRunStore(createSession);
watchWhileVisible();
loadLateParts();
// Not awaited here: parts that come late import from this file's chunk, and would wait for the stored graph too.
void Promise.all([startPersistence(), readOwnKeys()]).then(() =>
  createRoot(must(document.getElementById('root'), 'The element #root')).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
