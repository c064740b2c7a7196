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

/** The row a place up (-1) or down (1); at either end nothing changes. */
export function moved<Row>(rows: readonly Row[], index: number, by: -1 | 1): readonly Row[] {
  const to = index + by;
  const row = rows[index];
  if (row === undefined || to < 0 || to >= rows.length) return rows;
  return rows.toSpliced(index, 1).toSpliced(to, 0, row);
}
