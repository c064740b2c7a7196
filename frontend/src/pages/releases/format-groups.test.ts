import { expect, it } from "vitest";
import { type Format, grouped } from "./format-groups";

const format = (key: string, unfit = ""): Format => ({ key, name: key, how: "", loses: "", unfit });
const keysOf = (formats: readonly Format[]) => formats.map(({ key }) => key);

it("shows the common ones and those that are made, and the others by their kind", () => {
  const keys = ["jsonl", "coco", "coco_panoptic", "yolo_detect", "voc", "csv", "cvat", "newest"];

  const { first, more } = grouped(
    keys.map((key) => format(key)),
    new Set(["cvat"]),
  );

  expect(keysOf(first)).toEqual(["jsonl", "coco", "yolo_detect", "voc", "csv", "cvat"]);
  expect(more.map((group) => [group.key, ...keysOf(group.formats)])).toEqual([
    ["masks", "coco_panoptic"],
    ["tools", "newest"],
  ]);
});

it("puts the next common one in the place of one that would hold nothing, which comes last", () => {
  const formats = [
    format("coco", "Nothing of it."),
    format("yolo_obb"),
    format("jsonl"),
    format("csv"),
    format("png_semantic"),
  ];

  const { first, more } = grouped(formats, new Set());

  expect(keysOf(first)).toEqual(["jsonl", "csv", "png_semantic"]);
  expect(more.map(({ formats: some }) => keysOf(some))).toEqual([["yolo_obb", "coco"]]);
});
