/** Works previews out beside the page, so that finding the axes of a thousand pixels does not hold it up. */
import { errorMessage } from '../../../base/invariant.ts';
import { previewOf } from './preview.ts';
import type { PreviewRequest } from './preview.ts';
import type { PreviewState } from './use-preview.ts';

self.addEventListener('message', ({ data }: MessageEvent<PreviewRequest>) => {
  const answer = (state: PreviewState) => self.postMessage(state);
  try {
    answer({ state: 'ready', preview: previewOf(data) });
  } catch (thrown) {
    answer({ state: 'failed', message: errorMessage(thrown) });
  }
});
