/** Follows the reading of one file: its survey as it is said to be read, and what went wrong. */
import { useEffect, useState } from 'react';
import type { Result } from '../../base/result.ts';
import type { Asset } from '../../assets/asset.ts';
import type { CsvProblem } from '../../interop/csv/problem.ts';
import type { Choices } from '../../interop/csv/read-table.ts';
import type { Said, Survey } from '../../interop/csv/survey.ts';
import { openReader } from './csv-client.ts';
import type { ImportRequest } from './open-table.ts';

export type Reading =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly survey: Survey }
  | { readonly state: 'refused'; readonly problem: CsvProblem };

export interface TableReading {
  readonly reading: Reading;
  readonly said: Said;
  say(said: Said): void;
  table(choices: Choices): Promise<Result<Asset, CsvProblem>>;
}

/** The request stays the same as long as the component is there. */
export function useTableReading({ name, bytes }: ImportRequest): TableReading {
  const [reading, setReading] = useState<Reading>({ state: 'reading' });
  const [said, say] = useState<Said>({});
  const [reader] = useState(() => openReader({ name, bytes }));
  useEffect(() => () => reader.close(), [reader]);
  useEffect(() => {
    let wanted = true;
    void reader.ask({ type: 'survey', said }).then((answer) => {
      if (!wanted) return;
      setReading(answer.ok ? { state: 'read', survey: answer.value } : { state: 'refused', problem: answer.error });
    });
    return () => {
      wanted = false;
    };
  }, [reader, said]);
  return { reading, said, say, table: (choices) => reader.ask({ type: 'table', choices }) };
}
