/** Bad input (exit code 1): the file, the graph or the run is at fault. Wrong usage (2) is commander's to report. */
export class Failure extends Error {}
