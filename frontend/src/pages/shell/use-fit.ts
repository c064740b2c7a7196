import { useEffect, useRef, useState } from "react";

/**
 * Whether a line fits into its bar: words are longer in some languages, and sections become more.
 * A line that did not fit is put away, and comes back when the bar has the width it needed.
 */
export function useFit() {
  const bar = useRef<HTMLElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const [isTight, setTight] = useState(false);
  useEffect(() => {
    let needed = 0;
    const observer = new ResizeObserver(() => {
      if (bar.current === null || line.current === null) return;
      const { scrollWidth, clientWidth } = bar.current;
      // A line that is put away has no width, and says nothing of what it needs.
      if (line.current.offsetWidth > 0) needed = scrollWidth > clientWidth ? scrollWidth : 0;
      setTight(clientWidth < needed);
    });
    for (const { current } of [bar, line]) if (current !== null) observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return { bar, line, isTight };
}
