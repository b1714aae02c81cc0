/** Why a text is no table that can be read, with the place: rows and columns are counted from 1, as a spreadsheet does. */
export interface CsvProblem {
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  readonly row?: number;
  readonly column?: number;
}

export const problemInWords = ({ message, hint, row, column }: CsvProblem): string => {
  const place = [row === undefined ? '' : `row ${row}`, column === undefined ? '' : `column ${column}`];
  const words = place.filter((each) => each !== '').join(', ');
  return `${words === '' ? '' : `In ${words}: `}${message} ${hint}`;
};
