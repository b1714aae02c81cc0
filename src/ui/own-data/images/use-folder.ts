/** Follows the reading of one folder: how far it is, what came of it at the chosen size, and what went wrong. */
import { useEffect, useMemo, useState } from 'react';
import type { Asset } from '../../../assets/asset.ts';
import type { Result } from '../../../base/result.ts';
import type { Looks } from '../../../interop/images/shrink.ts';
import { sortFolder } from '../../../interop/images/sort-folder.ts';
import type { SortedFolder } from '../../../interop/images/sort-folder.ts';
import type { LocalFile } from './folder-files.ts';
import { openImages } from './images-client.ts';
import type { FolderSurvey } from './images-messages.ts';

export type FolderState =
  | { readonly state: 'reading'; readonly done: number }
  | { readonly state: 'read'; readonly survey: FolderSurvey }
  | { readonly state: 'refused'; readonly why: string };

export interface FolderReading {
  readonly sorted: SortedFolder<LocalFile>;
  readonly reading: FolderState;
  asset(): Promise<Result<Asset, string>>;
}

/** The files stay the same as long as the component is there. */
export function useFolderReading(files: readonly LocalFile[], looks: Looks): FolderReading {
  const sorted = useMemo(() => sortFolder(files), [files]);
  const [reader] = useState(() => openImages(sorted));
  const [heard, hear] = useState<{ readonly of: Looks; readonly reading: FolderState }>();
  useEffect(() => () => reader.close(), [reader]);
  useEffect(() => {
    let wanted = true;
    const progress = (done: number) => {
      if (wanted) hear({ of: looks, reading: { state: 'reading', done } });
    };
    void reader.read(looks, progress).then((answer) => {
      if (!wanted) return;
      const reading: FolderState = answer.ok
        ? { state: 'read', survey: answer.value }
        : { state: 'refused', why: answer.error };
      hear({ of: looks, reading });
    });
    return () => {
      wanted = false;
    };
  }, [reader, looks]);
  // What was heard of another size is of no use any more.
  const reading: FolderState = heard?.of === looks ? heard.reading : { state: 'reading', done: 0 };
  return { sorted, reading, asset: () => reader.asset() };
}
