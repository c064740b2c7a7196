import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { figurePlace, figurePlaces, type FigurePlace } from "@/model/skeleton-figure";
import { SkeletonFigure, useI18n } from "@/panels/shared";
import { type SkeletonDraft, soundEdges, withPlace } from "./skeleton";
import classes from "./SkeletonDrawing.module.css";

const STEP = 0.02;
const ARROWS: Readonly<Record<string, FigurePlace>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

interface SkeletonDrawingProps {
  skeleton: SkeletonDraft;
  /** The name of the label. */
  name: string;
  onChange: (skeleton: SkeletonDraft) => void;
}

/** The figure that people see beside the work, its points to be dragged or moved by arrows. */
export function SkeletonDrawing({ skeleton, name, onChange }: SkeletonDrawingProps) {
  const { t } = useI18n();
  const field = useRef<HTMLDivElement>(null);
  const { points, edges } = skeleton;
  const put = (place: number, at: FigurePlace) => onChange(withPlace(skeleton, place, at));
  function take({ button, currentTarget, pointerId }: PointerEvent<HTMLButtonElement>) {
    if (button === 0) currentTarget.setPointerCapture(pointerId);
  }
  function drag(event: PointerEvent<HTMLButtonElement>, place: number) {
    const box = field.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    put(
      place,
      figurePlace((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height),
    );
  }
  function nudge(event: KeyboardEvent, place: number, [x, y]: FigurePlace) {
    const way = ARROWS[event.key];
    if (way === undefined) return;
    event.preventDefault();
    put(place, figurePlace(x + way[0], y + way[1]));
  }
  return (
    <div className={classes.drawing} role="group" aria-label={t("schema.figure", { name })}>
      <div className={classes.figure}>
        <SkeletonFigure points={points} edges={soundEdges(edges)} />
      </div>
      <div ref={field} className={classes.field}>
        {figurePlaces(points).map((at, place) => {
          const point = points[place]?.name.trim() || t("schema.unnamed");
          return (
            <button
              // A point is known by its place until it is saved.
              key={place}
              type="button"
              className={classes.handle}
              style={{ left: `${at[0] * 100}%`, top: `${at[1] * 100}%` }}
              title={point}
              aria-label={t("schema.figurePoint", { n: place + 1, name: point })}
              onPointerDown={take}
              onPointerMove={(event) => drag(event, place)}
              onKeyDown={(event) => nudge(event, place, at)}
            >
              {place + 1}
            </button>
          );
        })}
      </div>
    </div>
  );
}
