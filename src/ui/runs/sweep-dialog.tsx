/** Asks which values of a node are to be tried: numbers as a list or a range, everything else by check boxes. */
import { Button, Checkbox, Modal, Select, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { plural } from '../../base/format.ts';
import { catalog } from '../../catalog/index.ts';
import { readAxis, TYPE, valueWords } from '../../compiler/sweep/variants.ts';
import { useDocument } from '../stores/document.ts';
import styles from './sweep-dialog.module.css';
import { sweepStore, useSweep } from './sweep-store.ts';
import { sweepParams } from './sweep-values.ts';
import type { SweepParam } from './sweep-values.ts';
import { titleOf, trySeveral } from './sweeps.ts';

const close = () => sweepStore.setState({ target: undefined });

export function SweepDialog() {
  const target = useSweep((state) => state.target);
  return (
    <Modal opened={target !== undefined} onClose={close} title="Try several values" size={440} centered>
      {target === undefined ? null : <SweepForm key={`${target.node}.${target.param ?? ''}`} {...target} />}
    </Modal>
  );
}

function SweepForm({ node, param }: { readonly node: string; readonly param?: string }) {
  const document = useDocument((state) => state.document);
  const params = sweepParams(document, catalog, node);
  const [name, setName] = useState(param ?? params[0]?.name ?? '');
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const id = useId();
  const chosen = params.find((each) => each.name === name) ?? params[0];
  if (chosen === undefined) return <p>{node} has nothing of which several values could be tried.</p>;
  const text = drafts[chosen.name] ?? chosen.suggestion;
  const read = text.trim() === '' ? undefined : readAxis(document, catalog, `${node}.${chosen.name}=${text}`);
  const problem = read === undefined ? 'Choose at least one.' : read.ok ? undefined : read.error;
  const values = read?.ok === true ? read.value.values : [];
  const change = (next: string) => setDrafts({ ...drafts, [chosen.name]: next });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (read?.ok === true && trySeveral(read.value)) close();
      }}
    >
      <Select
        label={`What to vary of ${node}`}
        data={params.map((each) => ({ value: each.name, label: each.name === TYPE ? 'its type' : each.name }))}
        value={chosen.name}
        allowDeselect={false}
        onChange={(value) => setName(value ?? chosen.name)}
      />
      {chosen.choices === undefined ? (
        <TextInput
          label="Values"
          description="A list, 8, 16, 32, or a range and how many, 0.001..0.1:5. Put “log” or “linear” behind it to say how it is spaced."
          data-autofocus
          value={text}
          error={problem}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change(event.currentTarget.value)}
        />
      ) : (
        <Choices id={id} param={chosen} choices={chosen.choices} text={text} onChange={change} />
      )}
      <p className={styles.preview} aria-live="polite">
        {problem === undefined
          ? `${plural(values.length, 'run')} of ${titleOf({ node, param: chosen.name })}: ${values.map(valueWords).join(', ')}.`
          : chosen.choices === undefined
            ? ''
            : problem}
      </p>
      <p className={styles.note}>
        Each is trained from its first weights to its end, at full speed, beside the graph that is open. The graph
        itself stays as it is.
      </p>
      <div className={styles.buttons}>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" className={styles.train ?? ''} disabled={read?.ok !== true}>
          Train {plural(values.length, 'run')}
        </Button>
      </div>
    </form>
  );
}

interface ChoicesProps {
  readonly id: string;
  readonly param: SweepParam;
  readonly choices: readonly string[];
  /** The chosen ones, with commas between. */
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function Choices({ id, param, choices, text, onChange }: ChoicesProps) {
  const chosen = text.split(',').map((each) => each.trim());
  const all = choices.every((choice) => chosen.includes(choice));
  const now = param.now === true ? 'on' : param.now === false ? 'off' : param.now;
  return (
    <fieldset className={styles.choices} aria-describedby={id}>
      <legend>
        Values
        <button type="button" className={styles.all} onClick={() => onChange(all ? '' : choices.join(', '))}>
          {all ? 'None' : 'All'}
        </button>
      </legend>
      <div className={styles.boxes}>
        {choices.map((choice) => (
          <Checkbox
            key={choice}
            size="xs"
            label={choice === now ? `${choice} (now)` : choice}
            checked={chosen.includes(choice)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              onChange(choices.filter((each) => (each === choice ? checked : chosen.includes(each))).join(', '));
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
