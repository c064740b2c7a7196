import { scaleLinear } from "d3-scale";
import { DataTable, useI18n } from "@/panels/shared";
import classes from "./Overview.module.css";

interface Point {
  at: string;
  count: number;
}

const WIDTH = 480;
const HEIGHT = 96;
const GAP = 3;

interface HourChartProps {
  title: string;
  /** What a bar stands for, over its column in the table: "Hour". */
  unit: string;
  points: readonly Point[];
}

/** Submissions over time as bars from zero; the table behind it says the same. */
export function HourChart({ title, unit, points }: HourChartProps) {
  const { t, moment, number } = useI18n();
  const highest = Math.max(1, ...points.map((point) => point.count));
  const y = scaleLinear([0, highest], [0, HEIGHT]);
  const step = WIDTH / Math.max(1, points.length);
  return (
    <figure className={classes.hours}>
      <figcaption>{title}</figcaption>
      <div className={classes.plot}>
        <span className={classes.highest}>{number(highest)}</span>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={title}
          preserveAspectRatio="none"
        >
          {points.map((point, index) => (
            <rect
              key={point.at}
              x={index * step + GAP / 2}
              y={HEIGHT - y(point.count)}
              width={step - GAP}
              height={y(point.count)}
              className={classes.hour}
            />
          ))}
        </svg>
      </div>
      <details className={classes.asTable}>
        <summary>{t("overview.asTable")}</summary>
        <DataTable
          caption={title}
          rows={points}
          rowKey={(point) => point.at}
          columns={[
            {
              key: "hour",
              title: unit,
              isRowHeader: true,
              cell: (p) => moment(p.at),
            },
            {
              key: "count",
              title: t("overview.submissions"),
              isNumber: true,
              cell: (p) => number(p.count),
            },
          ]}
        />
      </details>
    </figure>
  );
}
