/** An example of one's own: drawn where the data are pictures, else set feature by feature. */
import type { DatasetInfo } from '../../../../catalog/define/index.ts';
import type { DataView } from '../../../../protocol/data-view.ts';
import { Draw } from './draw.tsx';
import { Sliders } from './sliders.tsx';

interface Props {
  readonly data: DataView;
  readonly info: DatasetInfo;
}

export const TryIt = ({ data, info }: Props) =>
  info.image === undefined ? <Sliders data={data} info={info} /> : <Draw data={data} info={info} image={info.image} />;
