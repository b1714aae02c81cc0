/** Controls for the user's own data: which table, which column is learned, which are left out. */
import { Button, Checkbox } from '@mantine/core';
import { assetInfos } from '../../../assets/in-document.ts';
import type { AssetInfo } from '../../../assets/info.ts';
import { bytes, plural } from '../../../base/format.ts';
import { shorten } from '../../../base/text.ts';
import { catalog } from '../../../catalog/index.ts';
import { namedAssets } from '../../../catalog/own-data.ts';
import type { NodeId } from '../../../graph/types.ts';
import { nodeById } from '../../../graph/queries.ts';
import { paramsOf } from '../../stores/node-view.ts';
import { drawPoints } from '../../own-data/draw-store.ts';
import { DRAWN } from '../../own-data/drawn-points.ts';
import { chooseFolder } from '../../own-data/images/open-folder.ts';
import { chooseTable } from '../../own-data/open-table.ts';
import { useDocument } from '../../stores/document.ts';
import { TypedSelect } from '../parts/typed-select.tsx';
import styles from './control.module.css';
import type { ControlProps } from './field-props.ts';

const saveTable = (hash: string) =>
  void import('../../own-data/save-table.ts').then(({ saveTableAsCsv }) => saveTableAsCsv(hash));

/** What is known of the table that a node names. */
function useTable(id: NodeId | undefined): AssetInfo | undefined {
  return useDocument(({ document }) => {
    const node = id === undefined ? undefined : nodeById(document, id);
    const definition = node && catalog.get(node.type);
    if (node === undefined || definition === undefined) return undefined;
    const [hash] = namedAssets(definition, paramsOf(definition, node));
    const info = hash === undefined ? undefined : assetInfos(document).get(hash);
    return info?.ok === true ? info.value : undefined;
  });
}

/** The name of the file and not its hash, with a way to another one. */
export function AssetControl(props: ControlProps) {
  return props.meta.of === 'images' ? <ImagesControl {...props} /> : <TableControl {...props} />;
}

function ImagesControl({ id, node, describedBy }: ControlProps) {
  const folder = useTable(node);
  return (
    <span className={styles.asset}>
      {folder !== undefined && (
        <span className={styles.file} title={folder.name}>
          {shorten(folder.name, 40)} <small>{`${plural(folder.rows, 'image')}, ${bytes(folder.bytes)}`}</small>
        </span>
      )}
      <Button id={id} aria-describedby={describedBy} onClick={() => chooseFolder(node === undefined ? {} : { node })}>
        {folder === undefined ? 'Choose a folder…' : 'Replace…'}
      </Button>
    </span>
  );
}

function TableControl({ id, node, value, describedBy }: ControlProps) {
  const table = useTable(node);
  return (
    <span className={styles.asset}>
      {table !== undefined && (
        <span className={styles.file} title={table.name}>
          {shorten(table.name, 40)} <small>{`${plural(table.rows, 'row')}, ${bytes(table.bytes)}`}</small>
        </span>
      )}
      <Button id={id} aria-describedby={describedBy} onClick={() => chooseTable(node === undefined ? {} : { node })}>
        {table === undefined ? 'Choose a file…' : 'Replace…'}
      </Button>
      {(table === undefined || table.name === DRAWN) && (
        <Button onClick={() => void drawPoints(node, typeof value === 'string' && value !== '' ? value : undefined)}>
          {table === undefined ? 'Draw points…' : 'Edit the points…'}
        </Button>
      )}
      {table !== undefined && typeof value === 'string' && (
        <Button variant="subtle" onClick={() => saveTable(value)}>
          Save as CSV
        </Button>
      )}
    </span>
  );
}

export function ColumnControl({ id, node, value, describedBy, onBegin, onChange }: ControlProps) {
  const names = useTable(node)?.columns.map(({ name }) => name) ?? [];
  const current = typeof value === 'string' ? value : '';
  const last = names.at(-1) ?? '';
  return (
    <TypedSelect
      id={id}
      className={styles.input ?? ''}
      // A column that is not there is shown all the same: it is what stands in the file.
      data={current === '' || names.includes(current) ? names : [current, ...names]}
      value={current === '' ? last : current}
      disabled={names.length === 0}
      aria-describedby={describedBy}
      choose={(chosen) => {
        onBegin();
        onChange(chosen);
      }}
    />
  );
}

/** Columns that are taken in have a tick; more of them than anybody ticks are left to the import. */
const MOST = 100;

export function ColumnsControl({ id, node, value, describedBy, onBegin, onChange }: ControlProps) {
  const names = useTable(node)?.columns.map(({ name }) => name) ?? [];
  const out = (typeof value === 'string' ? value : '').split('\n').filter((name) => name !== '');
  const change = (name: string, isOut: boolean) => {
    onBegin();
    onChange((isOut ? [...out, name] : out.filter((each) => each !== name)).join('\n'));
  };
  return (
    <fieldset id={id} className={styles.columns} aria-describedby={describedBy}>
      <legend>{out.length === 0 ? 'none' : plural(out.length, 'column')}</legend>
      {names.slice(0, MOST).map((name) => (
        <Checkbox
          key={name}
          size="xs"
          label={shorten(name, 30)}
          aria-label={`Leave out ${name}`}
          checked={out.includes(name)}
          onChange={({ currentTarget }) => change(name, currentTarget.checked)}
        />
      ))}
    </fieldset>
  );
}
