/* A folder of images before it is taken in: its classes with a few images of each, the size, and what is left out. */
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ImageSize } from '../../../assets/info.ts';
import { count } from '../../../base/format.ts';
import { shorten } from '../../../base/text.ts';
import type { Looks } from '../../../interop/images/shrink.ts';
import { focusCanvas } from '../../canvas-api.ts';
import styles from '../import-dialog.module.css';
import { confirmImages } from './confirm-images.ts';
import classes from './images-dialog.module.css';
import type { FolderSurvey } from './images-messages.ts';
import { LooksChoices } from './looks-choices.tsx';
import { folderStore, useFolder } from './open-folder.ts';
import type { FolderRequest } from './open-folder.ts';
import { Thumb } from './thumb.tsx';
import { useFolderReading } from './use-folder.ts';
import { objection, sentence, skippedInWords } from './folder-words.ts';

const close = () => folderStore.setState({ request: undefined });
const USUAL: Looks = { size: [28, 28, 1], fit: 'crop', invert: false };

export function ImagesDialog() {
  const request = useFolder();
  return (
    <Modal opened={request !== undefined} onClose={close} title="Import a folder of images" size={860} centered>
      {request !== undefined && <FolderForm request={request} />}
    </Modal>
  );
}

function FolderForm({ request }: { readonly request: FolderRequest }) {
  const [looks, setLooks] = useState<Looks>(request.size === undefined ? USUAL : { ...USUAL, size: request.size });
  const { sorted, reading, asset } = useFolderReading(request.files, looks);
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const survey = reading.state === 'read' ? reading.survey : undefined;
  const against = survey === undefined ? undefined : objection(sorted.classes, survey.counts);
  const ready = survey !== undefined && against === undefined && !busy;
  const problem = reading.state === 'refused' ? reading.why : (against ?? refused);
  const skipped = skippedInWords([...sorted.skipped, ...(survey?.skipped ?? [])]);

  const submit = async () => {
    if (survey === undefined || !ready) return;
    setBusy(true);
    const made = await asset();
    setBusy(false);
    if (!made.ok) return setRefused(made.error);
    close();
    if (await confirmImages(request, made.value, sentence(survey.counts, looks.size))) focusCanvas();
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={styles.sentence} role="status">
        {shorten(sorted.name, 60)}:{' '}
        {survey === undefined
          ? reading.state === 'reading' && `reading, ${count(reading.done)} of ${count(sorted.images.length)} images`
          : sentence(survey.counts, looks.size)}
      </p>
      <LooksChoices looks={looks} onChange={setLooks} />
      {survey !== undefined && <ClassTable names={sorted.classes} survey={survey} size={looks.size} />}
      {skipped !== '' && <p className={classes.skipped}>{skipped}</p>}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={close}>Cancel</Button>
        <Button className={styles.main ?? ''} type="submit" variant="filled" disabled={!ready}>
          {request.node === undefined ? 'Import' : 'Replace the data'}
        </Button>
      </div>
    </form>
  );
}

/** More classes than anybody looks through. */
const MOST = 60;

interface ClassTableProps {
  readonly names: readonly string[];
  readonly survey: FolderSurvey;
  readonly size: ImageSize;
}

function ClassTable({ names, survey, size }: ClassTableProps) {
  return (
    // Taller than its room, the table is moved by the arrow keys too.
    <div className={styles.scroll} role="group" tabIndex={0} aria-label="The classes, with a few images of each">
      <table className={classes.classes}>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" className={classes.number}>
              Images
            </th>
            <th scope="col">As the network sees them</th>
          </tr>
        </thead>
        <tbody>
          {names.slice(0, MOST).map((name, kind) => (
            <tr key={name}>
              <th scope="row" title={name}>
                {shorten(name, 40)}
              </th>
              <td className={classes.number}>{count(survey.counts[kind] ?? 0)}</td>
              <td>
                <span className={classes.samples}>
                  {(survey.samples[kind] ?? []).map((pixels, i) => (
                    <Thumb key={`${size.join()}-${i}`} pixels={pixels} size={size} />
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {names.length > MOST && <p className={styles.note}>{count(names.length - MOST)} more classes are not shown.</p>}
    </div>
  );
}
