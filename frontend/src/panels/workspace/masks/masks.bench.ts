/**
 * How long masks take: `npx vitest bench --run src/panels/workspace/masks`. Wanted: a brush event on a
 * 48-megapixel mask within 8 ms with what it draws, the map of a seed on a crop of 512 pixels
 * within 150 ms, a way from it within 16 ms.
 */

import { bench, describe } from "vitest";
import { imagePoint } from "@/model/points";
import { maskOf } from "@/model/masks/geometry";
import type { Crop } from "@/model/masks/pixels";
import { changedBounds, regionFrom, union, type Region } from "@/model/masks/region";
import { thinnedRun } from "@/model/masks/simplify";
import { strokeRegion } from "@/model/masks/stroke";
import { likeColours } from "@/model/masks/wand";
import { edgeCosts } from "@/model/scissors/edges";
import { CROP_SIDE, waysOf } from "@/model/scissors/finder";
import { wayFrom, wayMap } from "@/model/scissors/ways";
import { frameOf, rasterOf, rgba } from "@/render/mask-layer/raster";
import { HALO } from "@/render/palette";

const IMAGE = { width_px: 8000, height_px: 6000 };
const CANVAS = { width: 1800, height: 1350 };
/** The whole picture on the stage. */
const PLACE = { scale: 0.225, x: 0, y: 0 };
const STYLE = { fill: rgba(HALO, 0.4), edge: rgba(HALO, 1), halo: rgba(HALO, 1), edgePx: 2, isDashed: false }; // prettier-ignore

/** Numbers that look random and are the same every time (Lehmer 1951). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const solid = strokeRegion(imagePoint(4000, 3000), imagePoint(4000, 3000), 2900, IMAGE);

/** Every column in 30 pieces: about as many as the text of a mask may hold. */
function ragged(): Region {
  const next = numbers(7);
  const columns = Array.from({ length: IMAGE.width_px }, () =>
    Array.from({ length: 60 }, (_, at) => at * 100 + Math.floor(next() * 99)),
  );
  return regionFrom(0, columns);
}

const masks: Readonly<Record<string, Region>> = { "a disc": solid, "240,000 runs": ragged() };

for (const [name, mask] of Object.entries(masks)) {
  describe(`48 megapixels, ${name}`, () => {
    const next = numbers(3);
    let [region, last] = [mask, imagePoint(4000, 3000)];
    bench("a brush event of 200 pixels across, with what it draws", () => {
      const to = imagePoint(next() * 7000 + 500, next() * 5000 + 500);
      const near = imagePoint(last.x + (to.x - last.x) / 40, last.y + (to.y - last.y) / 40);
      const after = union(region, strokeRegion(last, near, 100, IMAGE));
      const changed = changedBounds(region, after);
      if (changed !== null) rasterOf(after, PLACE, frameOf(changed, PLACE, 3, CANVAS), STYLE);
      [region, last] = [after, near];
    });
    bench("the end of a stroke: the text of the mask", () => {
      maskOf({ ...mask });
    });
    bench("the whole mask drawn anew", () => {
      rasterOf(mask, PLACE, { left: 0, top: 0, ...CANVAS }, STYLE);
    });
  });
}

function crop(): Crop {
  const next = numbers(11);
  const colours = Uint8ClampedArray.from({ length: CROP_SIDE * CROP_SIDE * 4 }, (_, at) => {
    const pixel = Math.floor(at / 4);
    const [x, y] = [pixel % CROP_SIDE, Math.floor(pixel / CROP_SIDE)];
    return (Math.hypot(x - 256, y - 256) < 180 ? 190 : 60) + next() * 30;
  });
  return { x: 0, y: 0, width: CROP_SIDE, height: CROP_SIDE, step: 1, colours };
}

describe("a crop of 512 pixels", () => {
  const piece = crop();
  const ways = waysOf(piece, 256 * CROP_SIDE + 76);
  bench("scissors: the map of a seed, edges with it", () => {
    waysOf(piece, 256 * CROP_SIDE + 76);
  });
  bench("scissors: the edges alone", () => {
    edgeCosts(piece);
  });
  const costs = edgeCosts(piece);
  bench("scissors: the ways alone", () => {
    wayMap(costs, CROP_SIDE, CROP_SIDE, 0);
  });
  bench("scissors: the way to the pointer, as it is shown", () => {
    const way = wayFrom(ways, CROP_SIDE, 256 * CROP_SIDE + 436);
    thinnedRun(
      way.map((at) => [at % CROP_SIDE, Math.floor(at / CROP_SIDE)] as const),
      0.7,
    );
  });
  bench("wand: what is alike", () => {
    likeColours(piece, imagePoint(256, 256), 40, { width_px: CROP_SIDE, height_px: CROP_SIDE });
  });
});
