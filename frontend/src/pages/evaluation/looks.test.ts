import { expect, it } from "vitest";
import type { SchemaDefinition } from "@/model/schema";
import { looksOf } from "./looks";

const SCHEMA = {
  version: 1,
  labels: [
    { key: "coin", name: "Coin", color: "#111111", kind: "box" },
    { key: "face", name: "Face", color: "#222222", kind: "mask" },
  ],
  questions: [],
} as unknown as SchemaDefinition;

it("calls a label as the release does, and one that is not compared as the project does", () => {
  const report = { labels: [{ key: "coin", name: "Round thing", color: "#333333" }] };

  const { nameOf, colorOf } = looksOf(report, SCHEMA);

  expect(["coin", "face", "gone"].map(nameOf)).toEqual(["Round thing", "Face", "gone"]);
  expect(["coin", "face"].map(colorOf)).toEqual(["#333333", "#222222"]);
});
