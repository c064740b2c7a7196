import { beforeEach, expect, it } from "vitest";
import {
  areSingleKeysOn,
  keysInUse,
  readMapping,
  storeMapping,
  storeSingleKeys,
} from "./stored-keys";

beforeEach(() => localStorage.clear());

it("leaves out the one key that clashes with a key that came later, and keeps the others", () => {
  storeMapping({ "tool.box": { key: "v" }, "tool.polygon": { key: ";" } });

  expect(readMapping()).toEqual({ "tool.polygon": { key: ";" } });
  expect(keysInUse().find(({ action }) => action === "tool.polygon")?.key).toBe(";");
});

it("keeps a key of drawing that only looks like the two that clash in settling", () => {
  const exchanged = { "tool.box": { key: "m" }, "tool.pan": { key: "b" } };
  // M is what merging has, where somebody settles.
  storeMapping({ ...exchanged, "review.accept": { key: "m" } });

  expect(readMapping()).toEqual(exchanged);
});

it("keeps a key of settling, and leaves out the one of looking about that came into its way", () => {
  storeMapping({ "view.fit": { key: "v" }, "review.accept": { key: "v" } });

  expect(readMapping()).toEqual({ "review.accept": { key: "v" } });
});

it("keeps two keys that were exchanged: together they clash with nothing", () => {
  const box = keysInUse().find(({ action }) => action === "tool.box");
  const polygon = keysInUse().find(({ action }) => action === "tool.polygon");
  if (box === undefined || polygon === undefined) throw new Error("Both have keys");
  const exchanged = { "tool.box": { key: polygon.key }, "tool.polygon": { key: box.key } };

  storeMapping(exchanged);

  expect(readMapping()).toEqual(exchanged);
});

it("keeps that single keys are off, also when keys are changed or set back", () => {
  storeMapping({ "tool.polygon": { key: ";" } });
  storeSingleKeys(false);
  expect([areSingleKeysOn(), readMapping()]).toEqual([false, { "tool.polygon": { key: ";" } }]);

  storeMapping({});
  expect([areSingleKeysOn(), readMapping()]).toEqual([false, {}]);

  storeSingleKeys(true);
  expect(areSingleKeysOn()).toBe(true);
});
