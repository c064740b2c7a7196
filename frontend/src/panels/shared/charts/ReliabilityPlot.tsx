import { useI18n } from "../I18n";
import { ChartFrame } from "./ChartFrame";
import classes from "./Charts.module.css";
import { SharePlot, shareX as x, shareY as y } from "./SharePlot";

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

/** Confidence against truth: on the dotted line "80 % sure" is right 80 times in 100. */
export function ReliabilityPlot({ title, bins, before = [], across, up }: ReliabilityPlotProps) {
  const { t, number, interval } = useI18n();
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
        <SharePlot across={across} up={up}>
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
        </SharePlot>
      )}
    </ChartFrame>
  );
}
