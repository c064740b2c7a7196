import { Card, ConfusionTable, ReliabilityPlot, SeriesPlot } from "@/panels/shared";

const BEFORE = [
  { n: 40, confidence: 0.55, accuracy: 0.41, lower: 0.27, upper: 0.57 },
  { n: 90, confidence: 0.78, accuracy: 0.62, lower: 0.52, upper: 0.71 },
  { n: 300, confidence: 0.97, accuracy: 0.84, lower: 0.79, upper: 0.88 },
];
const AFTER = [
  { n: 60, confidence: 0.44, accuracy: 0.41, lower: 0.3, upper: 0.54 },
  { n: 110, confidence: 0.63, accuracy: 0.65, lower: 0.56, upper: 0.73 },
  { n: 260, confidence: 0.86, accuracy: 0.87, lower: 0.82, upper: 0.91 },
];
const DAYS = [0.62, 0.7, 0.74, 0.81, 0.79, 0.84].map((value, index) => ({
  at: `2026-11-${String(10 + index)}T00:00:00Z`,
  value,
  lower: value - 0.2 + index * 0.025,
  upper: Math.min(1, value + 0.16 - index * 0.02),
}));

const TWELVE = "Cent Dime Euro Franc Guilder Krone Lira Mark Penny Peso Rand Shilling".split(" ");
const OF_TWELVE = TWELVE.map((_, row) =>
  TWELVE.map((__, column) => (row === column ? 0.78 : (row + column) % 12 === 5 ? 0.12 : 0.01)),
);

/** The plots, with samples. */
export function Plots() {
  return (
    <>
      <Card title="Calibration" note="430 gold answers">
        <ReliabilityPlot
          title="Confidence against how often it was right"
          bins={AFTER}
          before={BEFORE}
          across="Confidence"
          up="Right on gold"
        />
      </Card>
      <Card title="Confusion">
        <ConfusionTable
          title="What people call each label"
          classes={["Cent", "Dime", "Euro"].map((name) => ({ key: name, name }))}
          rates={[
            [0.91, 0.07, 0.02],
            [0.22, 0.74, 0.04],
            [0.01, 0.02, 0.97],
          ]}
          counts={[
            [182, 14, 4],
            [33, 111, 6],
            [3, 6, 291],
          ]}
        />
      </Card>
      <Card title="Confusion of twelve">
        <ConfusionTable
          title="What people call each of twelve labels"
          classes={TWELVE.map((name) => ({ key: name, name: `${name}, an old one` }))}
          rates={OF_TWELVE}
          counts={OF_TWELVE.map((row) => row.map((rate) => 200 * rate))}
        />
      </Card>
      <Card title="Skill over time">
        <SeriesPlot
          title="Right on gold, day by day"
          points={DAYS}
          up="Right on gold"
          limit={{ value: 0.7, name: "needed" }}
          domain={[0, 1]}
        />
      </Card>
    </>
  );
}
