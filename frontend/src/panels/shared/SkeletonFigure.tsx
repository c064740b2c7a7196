import { figurePlaces, type FigurePlace } from "@/model/skeleton-figure";
import classes from "./SkeletonFigure.module.css";

const SIZE = 100;
/** Points at the border are seen whole. */
const ROOM = 8;

interface SkeletonFigureProps {
  points: readonly { readonly at?: FigurePlace }[];
  /** Pairs of places in `points`. */
  edges: readonly (readonly [number, number])[];
  /** The point that is meant now, by its place in `points`. */
  meant?: number | null;
}

/** A small drawing of a skeleton; what it shows is said in words beside it. */
export function SkeletonFigure({ points, edges, meant = null }: SkeletonFigureProps) {
  const places = figurePlaces(points);
  return (
    <svg
      className={classes.figure}
      viewBox={`${-ROOM} ${-ROOM} ${SIZE + 2 * ROOM} ${SIZE + 2 * ROOM}`}
      aria-hidden
    >
      {edges.map(([from, to]) => {
        const [start, end] = [places[from], places[to]];
        if (start === undefined || end === undefined) return null;
        return (
          <line
            key={`${from} ${to}`}
            className={classes.edge}
            x1={start[0] * SIZE}
            y1={start[1] * SIZE}
            x2={end[0] * SIZE}
            y2={end[1] * SIZE}
          />
        );
      })}
      {places.map(([x, y], place) => (
        <circle
          // Points are told by their place.
          key={place}
          className={classes.point}
          data-meant={place === meant || undefined}
          cx={x * SIZE}
          cy={y * SIZE}
          r={place === meant ? 7 : 3.5}
        />
      ))}
    </svg>
  );
}
