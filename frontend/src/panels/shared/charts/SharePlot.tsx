import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";
import { useI18n } from "../I18n";
import { LinesAcross, ValuesBelow } from "./Axes";
import classes from "./Charts.module.css";

const WIDTH = 320;
const HEIGHT = 232;
const BOX = { left: 40, top: 20, right: 308, bottom: 192 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Where a share from 0 to 1 lies in the SVG, across and up. */
export const shareX = scaleLinear([0, 1], [BOX.left, BOX.right]);
export const shareY = scaleLinear([0, 1], [BOX.bottom, BOX.top]);

interface SharePlotProps {
  across: string;
  up: string;
  /** What is drawn over the axes. */
  children: ReactNode;
}

/** The SVG of one share against another: named axes from 0 to 1. */
export function SharePlot({ across, up, children }: SharePlotProps) {
  const { number } = useI18n();
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.svg} aria-hidden>
      <text className={classes.axisName} x={BOX.left} y={12}>
        {up}
      </text>
      <LinesAcross scale={shareY} ticks={TICKS} box={BOX} write={number} />
      <ValuesBelow scale={shareX} ticks={TICKS} box={BOX} write={number} />
      <text className={classes.axisName} x={BOX.right} y={HEIGHT - 6} textAnchor="end">
        {across}
      </text>
      {children}
    </svg>
  );
}
