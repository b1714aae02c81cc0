/* A table before it is taken in: how it is read, what its columns are, what is to be learned, what becomes of gaps. */
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { shorten } from '../../base/text.ts';
import { problemInWords } from '../../interop/csv/problem.ts';
import type { Survey } from '../../interop/csv/survey.ts';
import { focusCanvas } from '../canvas-api.ts';
import { gapsInWords, guessed, objection, sentence, tableChoices } from './choices.ts';
import type { Chosen } from './choices.ts';
import { ColumnTable } from './column-table.tsx';
import { confirmImport } from './confirm-import.ts';
import classes from './import-dialog.module.css';
import { importStore, useImport } from './open-table.ts';
import type { ImportRequest } from './open-table.ts';
import { GapChoice, ReadingChoices, TargetChoice } from './reading-choices.tsx';
import { TargetPicture } from './target-picture.tsx';
import { useTableReading } from './use-table-reading.ts';

const close = () => importStore.setState({ request: undefined });

export function ImportDialog() {
  const request = useImport((state) => state.request);
  return (
    <Modal
      opened={request !== undefined}
      onClose={close}
      title={`Import ${shorten(request?.name ?? '', 60)}`}
      size={980}
      centered
    >
      {request !== undefined && <ImportForm key={request.id} request={request} />}
    </Modal>
  );
}

function ImportForm({ request }: { readonly request: ImportRequest }) {
  const { reading, said, say, table } = useTableReading(request);
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const survey = reading.state === 'read' ? reading.survey : undefined;
  const [chosen, setChosen] = useChosen(survey);
  const against = survey === undefined || chosen === undefined ? undefined : objection(survey, chosen);
  const ready = survey !== undefined && chosen !== undefined && against === undefined && !busy;

  const submit = async () => {
    if (survey === undefined || chosen === undefined || !ready) return;
    setBusy(true);
    const made = await table(tableChoices(survey, chosen));
    setBusy(false);
    if (!made.ok) return setRefused(problemInWords(made.error));
    close();
    if (await confirmImport(request, survey, chosen, made.value)) focusCanvas();
  };

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {reading.state === 'reading' && <p role="status">Reading…</p>}
      {reading.state === 'refused' && (
        <>
          <p className={classes.problem} role="alert">
            This cannot be imported. {problemInWords(reading.problem)}
          </p>
          <ReadingChoices said={said} onSay={say} />
        </>
      )}
      {survey !== undefined && chosen !== undefined && (
        <>
          <p className={classes.sentence} role="status">
            {sentence(survey, chosen)} {survey.remarks.join(' ')}
          </p>
          <div className={classes.choices}>
            <TargetChoice survey={survey} chosen={chosen} onChange={setChosen} />
            <ReadingChoices survey={survey} said={said} onSay={say} />
          </div>
          <ColumnTable survey={survey} chosen={chosen} onChange={setChosen} />
          <div className={classes.below}>
            <TargetPicture survey={survey} chosen={chosen} />
            <GapChoice words={gapsInWords(survey, chosen)} chosen={chosen} onChange={setChosen} />
          </div>
        </>
      )}
      {(against ?? refused) !== undefined && (
        <p className={classes.problem} role="alert">
          {against ?? refused}
        </p>
      )}
      <div className={classes.buttons}>
        <Button onClick={close}>Cancel</Button>
        <Button className={classes.main ?? ''} type="submit" variant="filled" disabled={!ready}>
          {request.node === undefined ? 'Import' : 'Replace the data'}
        </Button>
      </div>
    </form>
  );
}

/** Begins anew with every survey: another delimiter makes other columns. */
function useChosen(survey: Survey | undefined) {
  const [made, setMade] = useState<{ readonly survey: Survey; readonly chosen: Chosen }>();
  const set = (chosen: Chosen) => {
    if (survey !== undefined) setMade({ survey, chosen });
  };
  const chosen = survey === undefined || made?.survey === survey ? made?.chosen : guessed(survey);
  return [survey && chosen, set] as const;
}
