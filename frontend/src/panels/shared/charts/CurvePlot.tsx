import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { useI18n } from "../I18n";
import { LinesAcross, ValuesBelow } from "./Axes";
import { ChartFrame } from "./ChartFrame";
import classes from "./Charts.module.css";

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

const WIDTH = 320;
const HEIGHT = 232;
const BOX = { left: 40, top: 20, right: 308, bottom: 192 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** One share against another: precision by recall. */
export function CurvePlot({ title, points, second, across, up }: CurvePlotProps) {
  const { number } = useI18n();
  const x = scaleLinear([0, 1], [BOX.left, BOX.right]);
  const y = scaleLinear([0, 1], [BOX.bottom, BOX.top]);
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
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.svg} aria-hidden>
          <text className={classes.axisName} x={BOX.left} y={12}>
            {up}
          </text>
          <LinesAcross scale={y} ticks={TICKS} box={BOX} write={number} />
          <ValuesBelow scale={x} ticks={TICKS} box={BOX} write={number} />
          <text className={classes.axisName} x={BOX.right} y={HEIGHT - 6} textAnchor="end">
            {across}
          </text>
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
        </svg>
      )}
    </ChartFrame>
  );
}
