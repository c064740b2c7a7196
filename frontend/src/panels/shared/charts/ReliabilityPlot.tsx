import { scaleLinear } from "d3-scale";
import { useI18n } from "../I18n";
import { LinesAcross, ValuesBelow } from "./Axes";
import { ChartFrame } from "./ChartFrame";
import classes from "./Charts.module.css";

/** Things of about the same confidence: how sure, how often right, and where that likely lies. */
export interface ReliabilityBin {
  readonly n: number;
  readonly confidence: number;
  readonly accuracy: number;
  readonly lower: number;
  readonly upper: number;
}

interface ReliabilityPlotProps {
  /** A sentence that says what is shown. */
  title: string;
  bins: readonly ReliabilityBin[];
  /** The same things before calibration, drawn pale. */
  before?: readonly ReliabilityBin[];
  /** Below and beside the plot: what the two axes are. */
  across: string;
  up: string;
}

const WIDTH = 320;
const HEIGHT = 232;
const BOX = { left: 40, top: 20, right: 308, bottom: 192 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Confidence against truth: on the dotted line "80 % sure" is right 80 times in 100. */
export function ReliabilityPlot({ title, bins, before = [], across, up }: ReliabilityPlotProps) {
  const { t, number, interval } = useI18n();
  const x = scaleLinear([0, 1], [BOX.left, BOX.right]);
  const y = scaleLinear([0, 1], [BOX.bottom, BOX.top]);
  const most = Math.max(1, ...bins.map((bin) => bin.n));
  return (
    <ChartFrame
      title={title}
      marks={bins}
      wordsOf={(bin) =>
        t("shared.reliabilityMark", {
          confidence: number(bin.confidence, 2),
          accuracy: number(bin.accuracy, 2),
          interval: interval(bin.lower, bin.upper, bin.n),
        })
      }
      columns={[
        { key: "confidence", title: across, isNumber: true, cell: (b) => number(b.confidence, 2) },
        { key: "accuracy", title: up, isNumber: true, cell: (b) => number(b.accuracy, 2) },
        {
          key: "interval",
          title: t("shared.likely"),
          isNumber: true,
          cell: (b) => interval(b.lower, b.upper, b.n),
        },
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
          <line className={classes.perfect} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
          {before.map((bin) => (
            <circle
              key={bin.confidence}
              className={classes.before}
              cx={x(bin.confidence)}
              cy={y(bin.accuracy)}
              r={4}
            />
          ))}
          {bins.map((bin, index) => (
            <g
              key={bin.confidence}
              data-active={index === active || undefined}
              className={classes.mark}
              onPointerEnter={() => point(index)}
              onPointerLeave={() => point(null)}
            >
              <line
                className={classes.whisker}
                x1={x(bin.confidence)}
                x2={x(bin.confidence)}
                y1={y(bin.lower)}
                y2={y(bin.upper)}
              />
              <circle
                className={classes.dot}
                cx={x(bin.confidence)}
                cy={y(bin.accuracy)}
                r={3 + 4 * Math.sqrt(bin.n / most)}
              />
            </g>
          ))}
        </svg>
      )}
    </ChartFrame>
  );
}
