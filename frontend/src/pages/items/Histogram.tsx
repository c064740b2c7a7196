import { scaleLinear } from "d3-scale";
import { Card, ChartFrame, chartClasses, LinesAcross, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { type Finding, MEASURE_NAMES } from "./finding";
import type { Profile } from "./ProfilePage";
import { itemsRoute, profileRoute } from "./routes";
import classes from "./Items.module.css";

type Distribution = Profile["distributions"][number];
interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly finding: Finding;
}

const WIDTH = 480;
const HEIGHT = 176;
const BOX = { left: 44, top: 22, right: 472, bottom: 148 };

const EXPLAINED = {
  megapixels: "items.megapixelsNote",
  elongation: "items.elongationNote",
  mean: "items.meanNote",
  contrast: "items.contrastNote",
  clipped_share: "items.clippedShareNote",
  entropy: "items.entropyNote",
  sharpness: "items.sharpnessNote",
} as const satisfies Record<Distribution["measure"], string>;

/** The bins of a measure, each with the choice of its pictures. */
function binsOf({ measure, edges, counts }: Distribution): Bin[] {
  const last = counts.length - 1;
  return counts.map((count, index) => {
    const low = edges[index] ?? 0;
    const high = edges[index + 1] ?? low;
    const below = index === last ? {} : { below: high };
    return { low, high, count, finding: { use: "used", measure, at_least: low, ...below } };
  });
}

/** How a measure is spread; each bar opens its pictures. */
export function Histogram({ distribution }: { distribution: Distribution }) {
  const { t, number } = useI18n();
  const { projectId } = profileRoute.useParams();
  const navigate = itemsRoute.useNavigate();
  const bins = binsOf(distribution);
  const name = t(MEASURE_NAMES[distribution.measure]);
  const y = scaleLinear([0, Math.max(...distribution.counts)], [BOX.bottom, BOX.top]).nice(3);
  const step = (BOX.right - BOX.left) / bins.length;
  const written = (value: number) => number(value, 2);
  const rangeOf = (bin: Bin) =>
    t("items.range", { low: written(bin.low), high: written(bin.high) });
  const open = (bin: Bin) =>
    void navigate({ to: "/p/$projectId/items", params: { projectId }, search: bin.finding });
  return (
    <Card title={name} note={t(EXPLAINED[distribution.measure])}>
      <ChartFrame
        title={t("items.spread", { measure: name })}
        marks={bins}
        wordsOf={(bin) => t("items.inBin", { range: rangeOf(bin), n: bin.count })}
        columns={[
          { key: "range", title: name, isRowHeader: true, cell: rangeOf },
          {
            key: "count",
            title: t("items.pictures"),
            isNumber: true,
            cell: (bin) => (
              <Link to="/p/$projectId/items" params={{ projectId }} search={bin.finding}>
                {number(bin.count)}
              </Link>
            ),
          },
        ]}
      >
        {(active, point) => (
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={chartClasses.wideSvg} aria-hidden>
            <text className={chartClasses.axisName} x={BOX.left} y={12}>
              {t("items.pictures")}
            </text>
            <LinesAcross scale={y} ticks={y.ticks(3)} box={BOX} write={(value) => number(value)} />
            {bins.map((bin, index) => (
              <g
                key={bin.low}
                className={classes.bin}
                data-active={index === active || undefined}
                onPointerEnter={() => point(index)}
                onPointerLeave={() => point(null)}
                onClick={() => open(bin)}
              >
                <rect
                  className={classes.reach}
                  x={BOX.left + index * step}
                  y={BOX.top}
                  width={step}
                  height={BOX.bottom - BOX.top}
                />
                <rect
                  className={classes.bar}
                  x={BOX.left + index * step + 1}
                  y={y(bin.count)}
                  width={Math.max(1, step - 2)}
                  height={BOX.bottom - y(bin.count)}
                />
              </g>
            ))}
            <text className={chartClasses.tick} x={BOX.left} y={HEIGHT - 8}>
              {written(distribution.edges[0] ?? 0)}
            </text>
            <text className={chartClasses.tick} x={BOX.right} y={HEIGHT - 8} textAnchor="end">
              {written(distribution.edges[distribution.edges.length - 1] ?? 0)}
            </text>
          </svg>
        )}
      </ChartFrame>
      <p className={classes.median}>
        {t("items.median", {
          low: written(distribution.quantiles[0] ?? 0),
          median: written(distribution.quantiles[2] ?? 0),
          high: written(distribution.quantiles[4] ?? 0),
        })}
      </p>
    </Card>
  );
}
