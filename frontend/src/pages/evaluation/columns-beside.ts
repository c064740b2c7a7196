/** The confusion of more labels than these takes a laptop's whole width. */
const MOST_BESIDE = 7;

/** The columns of a grid that has a table of confusions of so many labels, and something beside it. */
export function columnsBeside(labelCount: number): string {
  return labelCount > MOST_BESIDE ? "minmax(0, 1fr)" : "1fr 1fr";
}
