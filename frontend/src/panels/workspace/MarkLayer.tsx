import { useEffect, useRef, type KeyboardEvent } from "react";
import { imagePoint } from "@/model/points";
import { useI18n } from "@/panels/shared";
import { useBench, useEngine } from "./engine/context";
import { isOn, MOST_MARKS, placed, type Mark } from "./marks";
import classes from "./Marks.module.css";

/** A pointer that moved further, or stayed longer, was not a tap. */
const TAP_PX = 6;
const TAP_MS = 600;
const STEP_PX = { plain: 1, shift: 10 };
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface MarkLayerProps {
  marks: readonly Mark[];
  /** Null where marks are shown only. */
  onChange?: (marks: readonly Mark[]) => void;
  /** A mark was put on the picture: its text is asked for. */
  onPlaced?: (index: number) => void;
}

/** Numbered marks over the picture. They stay where they are on it when it moves. */
export function MarkLayer({ marks, onChange, onPlaced }: MarkLayerProps) {
  const { t } = useI18n();
  const { bench } = useEngine();
  // Marks lie elsewhere once one of these is another.
  useBench((state) => state.view);
  useBench((state) => state.turn);
  const image = useBench((state) => state.image);
  const isPeeking = useBench((state) => state.isPeeking);
  const layer = useRef<HTMLDivElement>(null);
  useTaps(layer, (x, y) => {
    if (onChange === undefined || marks.length >= MOST_MARKS || !isOn(x, y, image)) return;
    onChange([...marks, placed({ x, y, text: "" }, x, y, image)]);
    onPlaced?.(marks.length);
  });
  const moved = (index: number) => (event: KeyboardEvent) => {
    const mark = marks[index];
    if (onChange === undefined || mark === undefined) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      onChange(marks.filter((_, other) => other !== index));
    } else {
      const step = STEPS[event.key];
      if (step === undefined) return;
      const by = event.shiftKey ? STEP_PX.shift : STEP_PX.plain;
      const there = placed(mark, mark.x + step[0] * by, mark.y + step[1] * by, image);
      onChange(marks.map((other, at) => (at === index ? there : other)));
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={layer} className={classes.layer} data-peeking={isPeeking || undefined}>
      {marks.map((mark, index) => {
        const at = bench.placeOf(imagePoint(mark.x, mark.y));
        const words = { n: index + 1, text: mark.text };
        return (
          <button
            key={index}
            type="button"
            className={classes.pin}
            style={{ insetInlineStart: at.x, insetBlockStart: at.y }}
            aria-label={t(
              mark.text === "" ? "workspace.markNameEmpty" : "workspace.markName",
              words,
            )}
            title={mark.text}
            onClick={() => onPlaced?.(index)}
            onKeyDown={moved(index)}
          >
            {index + 1}
          </button>
        );
      })}
    </div>
  );
}

/** Taps on the stage under the layer, in image pixels; drags and pinches move the picture. */
function useTaps(
  layer: React.RefObject<HTMLDivElement | null>,
  tapped: (x: number, y: number) => void,
): void {
  const { bench } = useEngine();
  // The layer may be drawn anew before the finger lifts.
  const pressedAt = useRef<{ x: number; y: number; at: number; id: number } | null>(null);
  useEffect(() => {
    const stage = layer.current?.parentElement?.querySelector('[role="application"]');
    if (!(stage instanceof HTMLElement)) return undefined;
    const stop = new AbortController();
    const pressed = (event: PointerEvent) => {
      const isFirst = event.isPrimary && event.button === 0;
      pressedAt.current = isFirst
        ? { x: event.clientX, y: event.clientY, at: event.timeStamp, id: event.pointerId }
        : null;
    };
    const released = (event: PointerEvent) => {
      const down = pressedAt.current;
      if (down === null || event.pointerId !== down.id) return;
      const far = Math.hypot(event.clientX - down.x, event.clientY - down.y);
      const isTap = far <= TAP_PX && event.timeStamp - down.at <= TAP_MS;
      pressedAt.current = null;
      if (!isTap) return;
      const box = stage.getBoundingClientRect();
      const place = { x: event.clientX - box.left, y: event.clientY - box.top };
      const { x, y } = bench.imageAt(place);
      tapped(x, y);
    };
    stage.addEventListener("pointerdown", pressed, { signal: stop.signal });
    stage.addEventListener("pointerup", released, { signal: stop.signal });
    return () => stop.abort();
  });
}
