import { beforeEach, expect, it } from "vitest";
import { handInUse, storeHanded } from "./stored-layout";

beforeEach(() => localStorage.clear());

it("is the right hand until the left one is chosen, and stays", () => {
  const before = handInUse();
  storeHanded("left");
  const chosen = handInUse();
  localStorage.setItem("gm-layout", '{"hand": 3}');

  expect([before, chosen, handInUse()]).toEqual(["right", "left", "right"]);
});
