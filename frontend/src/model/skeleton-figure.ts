/** The figure of a skeleton: where its points lie beside the work, whatever is in the picture. */

/** Shares of the figure's width and height, from its top-left corner. */
export type FigurePlace = readonly [x: number, y: number];

const MIDDLE = 0.5;
const RADIUS = 0.42;
/** Finer than anybody sees, and short in the schema. */
const STEPS = 1000;

/** The place of every point: its own, else one on a circle, the first on top and clockwise on. */
export function figurePlaces(
  points: readonly { readonly at?: FigurePlace }[],
): readonly FigurePlace[] {
  return points.map(({ at }, index) => at ?? onCircle(index, points.length));
}

function onCircle(index: number, count: number): FigurePlace {
  if (count === 1) return [MIDDLE, MIDDLE];
  const angle = (2 * Math.PI * index) / count;
  return figurePlace(MIDDLE + RADIUS * Math.sin(angle), MIDDLE - RADIUS * Math.cos(angle));
}

/** Within the figure, rounded. */
export function figurePlace(x: number, y: number): FigurePlace {
  return [shareOf(x), shareOf(y)];
}

function shareOf(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * STEPS) / STEPS;
}
