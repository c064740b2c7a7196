import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import { fitting } from "./fitting";

/** Of the menu's button before it was seen. */
const MENU_PX = 90;

interface Fit {
  readonly bar: RefObject<HTMLElement | null>;
  /** Its children are the entries in their order, and after them the menu's button. */
  readonly line: RefObject<HTMLElement | null>;
  /** How many entries there is room for. */
  readonly shown: number;
}

/**
 * How many of a bar's entries fit: words are longer in some languages, and entries become more.
 * What an entry takes is known from when it was last seen, so nothing is laid out only to look.
 */
export function useFit(keys: readonly string[], hasMenu: boolean): Fit {
  const bar = useRef<HTMLElement>(null);
  const line = useRef<HTMLElement>(null);
  const known = useRef(new Map<string, number>());
  /** The widest it was: its word is another when all entries are shown, and must decide nothing. */
  const menuPx = useRef(0);
  const [shown, setShown] = useState(keys.length);
  const among = keys.join();
  useLayoutEffect(() => {
    const fit = () => {
      if (bar.current === null || line.current === null) return;
      if (line.current.offsetWidth === 0) return; // not on the screen: a phone's menu has them all
      const names = among.split(",");
      const entries = [...line.current.children].slice(0, Math.min(shown, names.length));
      entries.forEach((entry, index) => known.current.set(names[index] ?? "", widthOf(entry)));
      const menu = line.current.children[entries.length];
      if (menu !== undefined) menuPx.current = Math.max(menuPx.current, widthOf(menu));
      const widths = names.map((name) => known.current.get(name) ?? 0);
      const found = {
        widths,
        gap: gapOf(line.current),
        menu: menuPx.current || MENU_PX,
        hasMenu,
      };
      setShown(fitting(found, roomIn(bar.current, line.current)));
    };
    const observer = new ResizeObserver(fit);
    if (bar.current !== null) observer.observe(bar.current);
    // The name of a place may become longer, and leave less room.
    for (const child of bar.current?.children ?? []) observer.observe(child);
    fit();
    return () => observer.disconnect();
  }, [among, hasMenu, shown]);
  return { bar, line, shown };
}

function widthOf(element: Element): number {
  return element.getBoundingClientRect().width;
}

function gapOf(element: Element): number {
  return pixels(getComputedStyle(element).columnGap);
}

/** What the rest of the bar leaves for the line. */
function roomIn(bar: Element, line: Element): number {
  const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(bar);
  const others = [...bar.children].filter((child) => child !== line);
  const taken = others.reduce((sum, other) => sum + widthOf(other) + gapOf(bar), 0);
  const before = pixels(getComputedStyle(line).marginInlineStart);
  return bar.clientWidth - pixels(paddingInlineStart) - pixels(paddingInlineEnd) - taken - before;
}

const pixels = (value: string) => Number.parseFloat(value) || 0;
