/** An example of one's own: drawn where the data are pictures, else set feature by feature. */
import type { DatasetInfo } from '../../../../catalog/define/index.ts';
import type { DataView } from '../../../../protocol/data-view.ts';
import { Draw } from './draw-picture.tsx';
import { Sliders } from './sliders.tsx';
import { waysToTry } from './ways-to-try.ts';

interface Props {
  readonly data: DataView;
  readonly info: DatasetInfo;
}

export const TryIt = ({ data, info }: Props) =>
  waysToTry(info, data) === 'draw' && info.image !== undefined ? (
    <Draw data={data} info={info} image={info.image} />
  ) : (
    <Sliders data={data} info={info} />
  );
