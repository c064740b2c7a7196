import type { ScaleLinear } from "d3-scale";
import classes from "./Charts.module.css";

/** The room of a plot inside its SVG, in units of the SVG. */
export interface PlotBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface AxisProps {
  scale: ScaleLinear<number, number>;
  ticks: readonly number[];
  box: PlotBox;
  write: (value: number) => string;
}

/** Lines across the plot with their values at the left. */
export function LinesAcross({ scale, ticks, box, write }: AxisProps) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line
        className={classes.grid}
        x1={box.left}
        x2={box.right}
        y1={scale(tick)}
        y2={scale(tick)}
      />
      <text className={classes.tick} x={box.left - 6} y={scale(tick) + 4} textAnchor="end">
        {write(tick)}
      </text>
    </g>
  ));
}

/** Values below the plot. */
export function ValuesBelow({ scale, ticks, box, write }: AxisProps) {
  return ticks.map((tick) => (
    <text
      key={tick}
      className={classes.tick}
      x={scale(tick)}
      y={box.bottom + 16}
      textAnchor="middle"
    >
      {write(tick)}
    </text>
  ));
}
