/** One line of the table. */
export interface Result {
  what: string;
  measured: string;
  aim: string;
}
