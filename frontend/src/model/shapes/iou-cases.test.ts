import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Shape } from "../document";
import type { BoxGeometry } from "./box";
import { areaOutline, sharedArea } from "./shared-area";

const PATH = resolve(import.meta.dirname, "../../../../tests/cases/iou.json");
const { tolerance, cases } = JSON.parse(readFileSync(PATH, "utf8")) as {
  readonly tolerance: number;
  readonly cases: readonly {
    readonly name: string;
    readonly first: BoxGeometry;
    readonly second: BoxGeometry;
    readonly iou: number;
  }[];
};

const part = { id: "s1", label: "a", attributes: {} };
const centre = ({ x, y, width, height }: BoxGeometry) => ({
  center_x: x + width / 2,
  center_y: y + height / 2,
});
/** The same area in every kind that can say it; the ellipse says the one inside the box. */
const AS: Readonly<Record<string, (box: BoxGeometry) => Shape>> = {
  box: (geometry) => ({ ...part, kind: "box", geometry }),
  rotated_box: (box) => {
    const { width, height } = box;
    const geometry = { ...centre(box), width, height, angle_deg: 0 };
    return { ...part, kind: "rotated_box", geometry };
  },
  turned_box: (box) => {
    const { width, height } = box;
    const geometry = { ...centre(box), width: height, height: width, angle_deg: 90 };
    return { ...part, kind: "rotated_box", geometry };
  },
  polygon: ({ x, y, width, height }) => {
    const [right, low] = [x + width, y + height];
    const points = [[x, y], [right, y], [right, low], [x, low]] as const; // prettier-ignore
    return { ...part, kind: "polygon", geometry: { points, holes: [] } };
  },
  ellipse: (box) => {
    const radii = { radius_x: box.width / 2, radius_y: box.height / 2 };
    return { ...part, kind: "ellipse", geometry: { ...centre(box), ...radii, angle_deg: 0 } };
  },
};

function iou(first: Shape, second: Shape): number {
  const [one, other] = [areaOutline(first), areaOutline(second)];
  if (one === null || other === null) throw new Error("It has an area");
  const shared = sharedArea(one, other, () => undefined);
  return shared / (one.area + other.area - shared);
}

/** An ellipse is reckoned as a ring of straight edges with its area, so it reaches a little over. */
const RING_TOLERANCE = 1e-5;

/** Two ellipses share what their boxes do where those are alike, or do not meet. */
const isTold = (kind: string, expected: number) => kind !== "ellipse" || [0, 1].includes(expected);

describe.each(Object.keys(AS))("what two shapes share, as the server has it: %s", (kind) => {
  const told = cases.filter((one) => isTold(kind, one.iou));

  it.each(told)("$name", ({ first, second, iou: expected }) => {
    const as = AS[kind];
    if (as === undefined) throw new Error("It is one of them");

    const found = [iou(as(first), as(second)), iou(as(second), as(first))];

    const most = kind === "ellipse" ? RING_TOLERANCE : tolerance;
    for (const one of found) expect(Math.abs(one - expected)).toBeLessThanOrEqual(most);
  });
});
