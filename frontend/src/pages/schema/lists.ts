/** A list with one row replaced. */
export function changed<Row>(rows: readonly Row[], index: number, row: Row): Row[] {
  return rows.map((old, place) => (place === index ? row : old));
}

/** A list without one row. */
export function removed<Row>(rows: readonly Row[], index: number): Row[] {
  return rows.filter((_, place) => place !== index);
}

/** A list with a row at its end. */
export function added<Row>(rows: readonly Row[], row: Row): Row[] {
  return [...rows, row];
}
