import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { useI18n } from "../I18n";
import { LinesAcross } from "./Axes";
import { ChartFrame } from "./ChartFrame";
import classes from "./Charts.module.css";

/** A value at a moment, with its doubt where there is one. */
export interface SeriesPoint {
  readonly at: string;
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
}

interface SeriesPlotProps {
  /** A sentence that says what is shown. */
  title: string;
  points: readonly SeriesPoint[];
  /** What the values are. */
  up: string;
  /** A dotted line with its name. */
  limit?: { readonly value: number; readonly name: string };
  domain?: readonly [number, number];
}

const WIDTH = 480;
const HEIGHT = 176;
const BOX = { left: 40, top: 22, right: 468, bottom: 148 };

/** A value over time: a line, its doubt as a band, a limit as a dotted line. */
export function SeriesPlot({ title, points, up, limit, domain }: SeriesPlotProps) {
  const { t, number, day, bounds } = useI18n();
  const times = points.map((point) => Date.parse(point.at));
  const x = scaleLinear([Math.min(...times), Math.max(...times)], [BOX.left, BOX.right]);
  const tops = points.map((point) => point.upper ?? point.value);
  const y = scaleLinear(domain ?? [0, Math.max(...tops, limit?.value ?? 0)], [BOX.bottom, BOX.top]);
  const at = (point: SeriesPoint) => x(Date.parse(point.at));
  const drawn = line<SeriesPoint>(at, (point) => y(point.value))([...points]) ?? "";
  const banded = points.filter((point) => point.lower !== undefined && point.upper !== undefined);
  const band = area<SeriesPoint>(
    at,
    (point) => y(point.lower ?? point.value),
    (point) => y(point.upper ?? point.value),
  )(banded);
  const doubt = ({ lower, upper }: SeriesPoint) =>
    lower === undefined || upper === undefined ? "" : bounds(lower, upper);
  const first = points[0];
  const last = points[points.length - 1];
  return (
    <ChartFrame
      title={title}
      marks={points}
      wordsOf={(point) =>
        [day(point.at), number(point.value, 2), doubt(point)].filter(Boolean).join(", ")
      }
      columns={[
        { key: "at", title: t("shared.day"), isRowHeader: true, cell: (p) => day(p.at) },
        { key: "value", title: up, isNumber: true, cell: (p) => number(p.value, 2) },
        { key: "doubt", title: t("shared.likely"), isNumber: true, cell: (p) => doubt(p) || "–" },
      ]}
    >
      {(active, point) => (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.wideSvg} aria-hidden>
          <text className={classes.axisName} x={BOX.left} y={12}>
            {up}
          </text>
          <LinesAcross scale={y} ticks={y.ticks(3)} box={BOX} write={number} />
          {band !== null && <path className={classes.band} d={band} />}
          {limit !== undefined && (
            <>
              <line
                className={classes.limit}
                x1={BOX.left}
                x2={BOX.right}
                y1={y(limit.value)}
                y2={y(limit.value)}
              />
              <text className={classes.tick} x={BOX.right} y={y(limit.value) - 5} textAnchor="end">
                {limit.name}
              </text>
            </>
          )}
          <path className={classes.line} d={drawn} />
          {points.map((one, index) => (
            <circle
              key={one.at}
              className={classes.point}
              data-active={index === active || undefined}
              cx={at(one)}
              cy={y(one.value)}
              r={index === active ? 5 : 2.5}
              onPointerEnter={() => point(index)}
              onPointerLeave={() => point(null)}
            />
          ))}
          <text className={classes.tick} x={BOX.left} y={HEIGHT - 8}>
            {first && day(first.at)}
          </text>
          <text className={classes.tick} x={BOX.right} y={HEIGHT - 8} textAnchor="end">
            {last && day(last.at)}
          </text>
        </svg>
      )}
    </ChartFrame>
  );
}
