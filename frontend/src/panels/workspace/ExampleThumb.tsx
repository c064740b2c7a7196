import type { Bounds } from "@/model/points";
import { boundsOfShape } from "@/model/shapes/registry";
import { HALO } from "@/render/palette";
import { svgPathOf } from "@/render/svg-path";
import { useBench } from "./engine/context";
import { lookOf } from "./engine/scene-of";
import type { GuidelineExample } from "@/model/guideline";
import classes from "./Side.module.css";

/** Room around the shapes of an example, as a share of their size. */
const MARGIN = 0.35;

/** An example cut out of its picture, with its shapes drawn over it. */
export function ExampleThumb({ example }: { example: GuidelineExample }) {
  const schema = useBench((state) => state.schema);
  const { width_px, height_px, image_url } = example.item;
  const sight = sightOf(example);
  return (
    <svg
      className={classes.thumb}
      viewBox={`${sight.minX} ${sight.minY} ${sight.maxX - sight.minX} ${sight.maxY - sight.minY}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
    >
      <image href={image_url} width={width_px} height={height_px} preserveAspectRatio="none" />
      {example.document.shapes.map((shape) => (
        <g key={shape.id} fill="none" strokeLinejoin="round">
          <path
            d={svgPathOf(shape, lookOf(schema, shape.label).edges)}
            stroke={HALO}
            strokeWidth={4}
            vectorEffect="non-scaling-stroke"
          />
          <path
            d={svgPathOf(shape, lookOf(schema, shape.label).edges)}
            stroke={lookOf(schema, shape.label).hex}
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
            strokeDasharray={example.verdict === "borderline" ? "6 4" : undefined}
          />
        </g>
      ))}
    </svg>
  );
}

/** All shapes of the example with room around them; the whole picture when there are none. */
function sightOf(example: GuidelineExample): Bounds {
  const all = example.document.shapes.map(boundsOfShape);
  if (all.length === 0)
    return { minX: 0, minY: 0, maxX: example.item.width_px, maxY: example.item.height_px };
  const minX = Math.min(...all.map((bounds) => bounds.minX));
  const minY = Math.min(...all.map((bounds) => bounds.minY));
  const maxX = Math.max(...all.map((bounds) => bounds.maxX));
  const maxY = Math.max(...all.map((bounds) => bounds.maxY));
  const room = Math.max(maxX - minX, maxY - minY) * MARGIN;
  return { minX: minX - room, minY: minY - room, maxX: maxX + room, maxY: maxY + room };
}
