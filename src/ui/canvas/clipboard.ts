/* The system's clipboard, listened to as long as the canvas is there. */
import { useEffect } from 'react';
import { listenForClipboard } from './copy-paste.ts';

export function Clipboard(): null {
  useEffect(listenForClipboard, []);
  return null;
}
