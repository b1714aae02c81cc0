/** One kept run: its box lays its curves over others, its name is a field, its buttons pin it and open its graph. */
import { FolderOpen, GitCompare, Pin } from 'lucide-react';
import { memo } from 'react';
import type { KeyboardEvent } from 'react';
import { compareWithRun } from '../../compare/compare.ts';
import type { RunRecord } from '../../runs/run-record.ts';
import { restoreGraph, toggleChosen } from '../../runs/run-actions.ts';
import { RUN_COLUMNS } from '../../runs/run-columns.ts';
import { runsStore } from '../../runs/runs-store.ts';
import { SmallButton } from '../../inspector/params/small-button.tsx';
import { LineSample } from '../curves/line-sample.tsx';
import type { Compared } from '../curves/compared.ts';
import styles from './runs.module.css';

interface Props {
  readonly record: RunRecord;
  readonly chosen: boolean;
  /** How its curves are drawn while they are laid over others. */
  readonly look: Compared['look'] | undefined;
}

export const RunRow = memo(function RunRow({ record, chosen, look }: Props) {
  const { id, name } = record;
  return (
    <tr data-run={id} data-chosen={chosen || undefined}>
      <td className={styles.tight}>
        <label className={styles.choose}>
          <input type="checkbox" checked={chosen} aria-label={`Compare ${name}`} onChange={() => toggleChosen(id)} />
          {look === undefined ? <svg width={18} height={8} aria-hidden /> : <LineSample {...look} />}
        </label>
      </td>
      {RUN_COLUMNS.map((column) =>
        column.id === 'name' ? (
          <th key={column.id} scope="row" data-column={column.id}>
            <span className={styles.named}>
              <NameField record={record} />
              <RowButtons record={record} />
            </span>
          </th>
        ) : (
          <td
            key={column.id}
            data-column={column.id}
            data-numeric={column.numeric || undefined}
            title={column.id === 'changes' ? column.text(record) : column.more?.(record)}
          >
            {column.text(record)}
          </td>
        ),
      )}
    </tr>
  );
});

function RowButtons({ record }: { readonly record: RunRecord }) {
  const { id, name, pinned } = record;
  return (
    <>
      <SmallButton
        aria-label={`Pin ${name}`}
        aria-pressed={pinned}
        title={pinned ? 'Pinned: it is kept for good' : 'Keep it for good'}
        onClick={() => runsStore.getState().pin(id, !pinned)}
      >
        <Pin size={13} fill={pinned ? 'currentColor' : 'none'} aria-hidden />
      </SmallButton>
      <SmallButton
        aria-label={`Open the graph of ${name}`}
        title="Open the graph it came from; undo brings the present one back"
        onClick={() => restoreGraph(record)}
      >
        <FolderOpen size={13} aria-hidden />
      </SmallButton>
      <SmallButton
        aria-label={`What differs from the graph of ${name}`}
        title="What differs between the graph it came from and the present one"
        onClick={() => compareWithRun(record)}
      >
        <GitCompare size={13} aria-hidden />
      </SmallButton>
    </>
  );
}

function NameField({ record: { id, name } }: { readonly record: RunRecord }) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.stopPropagation();
    if (event.key === 'Escape') event.currentTarget.value = name;
    event.currentTarget.closest('tr')?.querySelector<HTMLElement>('input[type=checkbox]')?.focus();
  };
  return (
    <input
      key={name}
      type="text"
      className={styles.name}
      defaultValue={name}
      aria-label={`Name of ${name}`}
      maxLength={80}
      size={Math.max(6, Math.min(18, name.length))}
      spellCheck={false}
      autoComplete="off"
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget }) => {
        if (currentTarget.value.trim() !== name) runsStore.getState().rename(id, currentTarget.value);
      }}
    />
  );
}
