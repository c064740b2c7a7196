/** Which rows of a long list exist: those near what is seen, and those that must not go. */

import { useEffect, useMemo, useState } from "react";

/** Up to so many there is nothing to spare. */
export const MOST_WHOLE = 200;
/** Beyond what is seen, so that Tab finds the next row and a wheel no empty place. */
const SPARE = 12;
/** The range goes by steps, else every row that is passed would draw the list anew. */
const STEP = 8;
/** Until a row could be measured. */
const USUAL_HEIGHT_PX = 32;

/** First place and the one after the last. */
export type Range = readonly [from: number, to: number];

/** Where the list lies in what scrolls it, CSS pixels from the top of its first row. */
export interface Sight {
  readonly from: number;
  readonly to: number;
  /** Of a closed row. */
  readonly rowHeight: number;
  /** The row that is open, and how much taller it is. */
  readonly open: { readonly place: number; readonly extra: number } | null;
}

/** Rounded outwards to whole steps, within the `count` there are. */
export function rangeSeen({ from, to, rowHeight, open }: Sight, count: number): Range {
  const placeAt = (y: number) => {
    if (open === null || y < (open.place + 1) * rowHeight) return y / rowHeight;
    return Math.max(open.place, (y - open.extra) / rowHeight);
  };
  const first = Math.floor((placeAt(from) - SPARE) / STEP) * STEP;
  const after = Math.ceil((placeAt(to) + SPARE) / STEP) * STEP;
  const begin = Math.min(Math.max(first, 0), count);
  return [begin, Math.min(Math.max(after, begin), count)];
}

/** In order: the range, the ends (for who tabs in from before or behind) and the `kept`. */
export function placesShown(
  [from, to]: Range,
  count: number,
  kept: readonly number[],
): readonly number[] {
  const near = Array.from({ length: to - from }, (_, index) => from + index);
  const others = [0, count - 1, ...kept].filter(
    (place) => place >= 0 && place < count && (place < from || place >= to),
  );
  return [...new Set([...near, ...others])].sort((one, other) => one - other);
}

/**
 * The places of the rows that exist of a list, followed as it is scrolled and as the focus goes
 * from row to row; `list` takes the element. Rows carry `data-place` and `data-row`, the id of theirs;
 * the one at `openPlace` exists always and may be taller than the others.
 */
export function useRowsNear(rows: readonly { readonly id: string }[], openPlace: number) {
  const [element, list] = useState<HTMLElement | null>(null);
  const { range, rowHeight } = useRangeSeen(element, rows.length, openPlace);
  const focusedId = useFocusedId(element);
  const focused = useMemo(() => rows.findIndex(({ id }) => id === focusedId), [rows, focusedId]);
  // Tab and Shift+Tab find the next row, also where the focused one was scrolled away.
  const kept = focused < 0 ? [] : [focused - 1, focused, focused + 1];
  return { list, rowHeight, places: placesShown(range, rows.length, [openPlace, ...kept]) };
}

function useRangeSeen(element: HTMLElement | null, count: number, openPlace: number) {
  const [seen, setSeen] = useState<{ range: Range; rowHeight: number }>({
    range: [0, 3 * STEP],
    rowHeight: USUAL_HEIGHT_PX,
  });
  useEffect(() => {
    if (element === null) return undefined;
    const look = () => {
      const sight = sightOf(element, openPlace);
      const range = rangeSeen(sight, count);
      const { rowHeight } = sight;
      setSeen((now) =>
        now.rowHeight === rowHeight && String(now.range) === String(range)
          ? now
          : { range, rowHeight },
      );
    };
    // Scrolling does not bubble; caught on its way down, it is heard of whatever scrolls the list.
    const scrolled = ({ target }: Event) => {
      if (target instanceof Node && target.contains(element)) look();
    };
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
    // Told of both at once, too, before the first frame.
    const resized = new ResizeObserver(look);
    resized.observe(element);
    resized.observe(scrollerOf(element));
    return () => {
      document.removeEventListener("scroll", scrolled, { capture: true });
      resized.disconnect();
    };
  }, [element, count, openPlace]);
  return seen;
}

/**
 * Of the row that has the focus, which a scroll must not take away; null for none. By id: rows before
 * it may come and go meanwhile.
 */
function useFocusedId(element: HTMLElement | null): string | null {
  const [id, setId] = useState<string | null>(null);
  useEffect(() => {
    if (element === null) return undefined;
    const entered = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
      setId(row?.dataset.row ?? null);
    };
    // Where it goes must be there when it arrives.
    const left = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setId(null);
    };
    element.addEventListener("focusin", entered);
    element.addEventListener("focusout", left);
    return () => {
      element.removeEventListener("focusin", entered);
      element.removeEventListener("focusout", left);
    };
  }, [element]);
  return id;
}

function sightOf(element: HTMLElement, openPlace: number): Sight {
  const { top } = element.getBoundingClientRect();
  const scroller = scrollerOf(element).getBoundingClientRect();
  const rows = [...element.querySelectorAll<HTMLElement>(":scope > [data-place]")];
  const open = rows.find((row) => row.dataset.place === String(openPlace));
  const closed = rows.find((row) => row !== open)?.offsetHeight ?? 0;
  const rowHeight = closed > 0 ? closed : USUAL_HEIGHT_PX;
  const extra = Math.max(0, (open?.offsetHeight ?? 0) - rowHeight);
  return {
    from: Math.max(scroller.top, 0) - top,
    to: Math.min(scroller.bottom, innerHeight) - top,
    rowHeight,
    open: open === undefined ? null : { place: openPlace, extra },
  };
}

/** What the list is scrolled in, else the page. */
function scrollerOf(element: HTMLElement): HTMLElement {
  for (let one = element.parentElement; one !== null; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return document.documentElement;
}
