import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from "react";
import type { Bounds, ImageSize } from "@/model/points";
import { IconButton, useI18n } from "@/panels/shared";
import classes from "./Feedback.module.css";

const LARGEST = 16;
const STEP = 2;
/** A place that is shown fills so much of the frame. */
const FILLED = 0.4;

/** A part of the picture somebody wants to see; a number tells one asking from the next. */
export interface Wanted {
  readonly bounds: Bounds;
  readonly asked: number;
}

interface MagnifiedProps {
  size: ImageSize;
  wanted: Wanted | null;
  /** The picture, as wide as it is let. */
  children: ReactNode;
}

/** A picture that can be made larger, and is scrolled then: by hand, wheel, or arrow keys. */
export function Magnified({ size, wanted, children }: MagnifiedProps) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState({ scale: 1, asked: 0 });
  if (wanted !== null && wanted.asked !== shown.asked)
    setShown({ scale: scaleFor(wanted.bounds, size), asked: wanted.asked });
  const { scale } = shown;
  useLayoutEffect(() => {
    if (wanted !== null) scrollTo(frame.current, wanted.bounds, size);
  }, [wanted, size]);
  const zoom = (by: number) => {
    const next = Math.min(Math.max(scale * by, 1), LARGEST);
    setShown((now) => ({ ...now, scale: next }));
  };
  return (
    <div className={classes.magnified}>
      <div
        ref={frame}
        className={classes.frame}
        style={{ aspectRatio: `${size.width_px} / ${size.height_px}` }}
        role="group"
        aria-label={t("feedback.frame")}
        tabIndex={scale > 1 ? 0 : undefined}
      >
        <div style={{ inlineSize: `${scale * 100}%` } as CSSProperties}>{children}</div>
      </div>
      <div className={classes.zoom}>
        <IconButton
          label={t("workspace.zoomOut")}
          icon={<IconMinus size={18} stroke={1.6} aria-hidden />}
          isDisabled={scale <= 1}
          onClick={() => zoom(1 / STEP)}
        />
        <IconButton
          label={t("workspace.zoomIn")}
          icon={<IconPlus size={18} stroke={1.6} aria-hidden />}
          isDisabled={scale >= LARGEST}
          onClick={() => zoom(STEP)}
        />
      </div>
    </div>
  );
}

function scaleFor({ minX, minY, maxX, maxY }: Bounds, size: ImageSize): number {
  const across = size.width_px / Math.max(maxX - minX, 1);
  const down = size.height_px / Math.max(maxY - minY, 1);
  return Math.min(Math.max(FILLED * Math.min(across, down), 1), LARGEST);
}

/** The middle of the place into the middle of the frame. */
function scrollTo(frame: HTMLElement | null, bounds: Bounds, size: ImageSize): void {
  if (frame === null) return;
  const left = ((bounds.minX + bounds.maxX) / 2 / size.width_px) * frame.scrollWidth;
  const top = ((bounds.minY + bounds.maxY) / 2 / size.height_px) * frame.scrollHeight;
  frame.scrollTo({ left: left - frame.clientWidth / 2, top: top - frame.clientHeight / 2 });
}
