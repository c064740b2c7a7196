import { line } from "d3-shape";
import { useI18n } from "../I18n";
import { ChartFrame } from "./ChartFrame";
import classes from "./Charts.module.css";
import { SharePlot, shareX as x, shareY as y } from "./SharePlot";

export interface CurvePoint {
  /** From 0 to 1, both. */
  readonly x: number;
  readonly y: number;
}

interface CurvePlotProps {
  /** A sentence that says what is shown. */
  title: string;
  points: readonly CurvePoint[];
  /** The same under a harder condition, drawn dotted, with its name. */
  second?: { readonly points: readonly CurvePoint[]; readonly name: string };
  across: string;
  up: string;
}

/** One share against another: precision by recall. */
export function CurvePlot({ title, points, second, across, up }: CurvePlotProps) {
  const { number } = useI18n();
  const path = line<CurvePoint>(
    (point) => x(point.x),
    (point) => y(point.y),
  );
  const words = (value: number) => number(value, 2);
  return (
    <ChartFrame
      title={title}
      marks={points.filter((_, index) => index % 10 === 0)}
      wordsOf={(point) => `${across} ${words(point.x)}, ${up} ${words(point.y)}`}
      columns={[
        { key: "x", title: across, isNumber: true, cell: (point) => words(point.x) },
        { key: "y", title: up, isNumber: true, cell: (point) => words(point.y) },
      ]}
    >
      {(active, point) => (
        <SharePlot across={across} up={up}>
          {second !== undefined && (
            <path className={classes.secondLine} d={path([...second.points]) ?? ""}>
              <title>{second.name}</title>
            </path>
          )}
          <path className={classes.line} d={path([...points]) ?? ""} />
          {points
            .filter((_, index) => index % 10 === 0)
            .map((one, index) => (
              <circle
                key={one.x}
                className={classes.point}
                data-active={index === active || undefined}
                cx={x(one.x)}
                cy={y(one.y)}
                r={index === active ? 5 : 2.5}
                onPointerEnter={() => point(index)}
                onPointerLeave={() => point(null)}
              />
            ))}
        </SharePlot>
      )}
    </ChartFrame>
  );
}
