import { expect, it } from "vitest";
import type { Shape } from "../document";
import { readSchema } from "../schema";
import { overlapping } from "./overlap";

const SCHEMA = readSchema({
  version: 1,
  labels: [{ key: "coin", name: "Coin", color: "lime", kind: "polygon", max_overlap: 0.5 }],
  questions: [],
} as never); // as a manager wrote it

/** Rings of 200 corners, each a little larger than the one before. */
const rings = (count: number): Shape[] =>
  Array.from({ length: count }, (_, place) => ({
    id: `s${place}`,
    kind: "polygon",
    label: "coin",
    geometry: {
      points: Array.from({ length: 200 }, (_, corner) => {
        const angle = (corner / 100) * Math.PI;
        const radius = 300 + place / 10;
        return [500 + radius * Math.cos(angle), 500 + radius * Math.sin(angle)] as const;
      }),
      holes: [],
    },
    attributes: {},
  })) as unknown as Shape[]; // a polygon, as the model has it

it("finds a document too much to compare however often it is looked at, as the server does", () => {
  let count = 2;
  while (count < 200 && overlapping(rings(count), SCHEMA) !== null) count += 1;
  const shapes = rings(count);

  const looks = [1, 2, 3].map(() => overlapping(shapes, SCHEMA));

  expect(looks).toEqual([null, null, null]);
  expect(overlapping(shapes.slice(1), SCHEMA)?.size).toBe(count - 2);
});
