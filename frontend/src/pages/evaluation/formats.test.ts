import { expect, it } from "vitest";
import { fitting, formatOf } from "./formats";

const label = (kind: string) => ({ key: kind, name: kind, color: "#000000", kind });
const question = (type: string) => ({ key: type, text: type, type, required: false });
const asks = (labels: ReturnType<typeof label>[], types: string[] = []) => ({
  version: 1,
  labels,
  questions: types.map(question),
});

it("offers the forms that have words for what is asked", () => {
  expect(fitting(asks([], ["choice"]))).toEqual(["jsonl", "csv"]);
  expect(fitting(asks([label("box")], ["text"]))).toEqual(["coco", "jsonl", "yolo", "png"]);
  expect(fitting(asks([label("polygon"), label("polyline")]))).toEqual(["coco", "jsonl"]);
  expect(fitting(asks([label("mask")]))).toEqual(["coco", "jsonl", "png"]);
  for (const kind of ["polyline", "ellipse", "rotated_box"])
    expect(fitting(asks([label(kind)]))).not.toContain("coco");
  expect(fitting(asks([label("keypoints")]))).toEqual(["coco", "jsonl", "yolo"]);
});

it("takes the form by the name of the file, of those that fit", () => {
  expect(formatOf("a.zip", "coco", asks([label("mask")]))).toBe("png");
  expect(formatOf("a.zip", "yolo", asks([label("box")]))).toBe("yolo");
  expect(formatOf("a.jsonl", "coco", asks([], ["choice"]))).toBe("jsonl");
  expect(formatOf("a.zip", "jsonl", asks([], ["choice"]))).toBe("jsonl");
});
