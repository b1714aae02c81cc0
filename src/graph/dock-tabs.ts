/** The tabs of the dock, as a lesson names them: known here so that a file can be checked without the page. */
export const DOCK_TAB_IDS: readonly string[] = [
  'curves',
  'output',
  'runs',
  'problems',
  'outline',
  'landscape',
  'playground',
];
