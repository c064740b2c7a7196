/** How many entries of a line there is room for; pure, so that it is tested without a page. */

export interface Line {
  /** What each entry takes, in CSS pixels, in their order. */
  readonly widths: readonly number[];
  readonly gap: number;
  /** What the button takes that holds the rest. */
  readonly menu: number;
  /** The button is there in any case. */
  readonly hasMenu: boolean;
}

/** The entries at the end give way first. */
export function fitting({ widths, gap, menu, hasMenu }: Line, room: number): number {
  const ends = widths.map((_, index) =>
    widths.slice(0, index + 1).reduce((sum, width) => sum + width + gap, -gap),
  );
  const whole = ends.at(-1) ?? 0;
  if (whole + (hasMenu ? gap + menu : 0) <= room) return widths.length;
  return ends.filter((end) => end + gap + menu <= room).length;
}
