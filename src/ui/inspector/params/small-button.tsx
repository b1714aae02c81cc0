/** A quiet button with an icon, as tall as a line of the list it stands in. */
import { ActionIcon } from '@mantine/core';
import type { ActionIconProps } from '@mantine/core';
import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './small-button.module.css';

type Props = ActionIconProps &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof ActionIconProps> & { readonly ref?: Ref<HTMLButtonElement> };

/** Takes what an `ActionIcon` takes, so that it can be the target of a menu or a tooltip. */
export const SmallButton = (props: Props) => <ActionIcon {...props} className={styles.small ?? ''} />;
