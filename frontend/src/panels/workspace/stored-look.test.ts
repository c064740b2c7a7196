import { afterEach, describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { PLAIN_LOOK } from "@/tools/picture-look";
import { Workbench } from "@/tools/workbench";
import { keptLook } from "./stored-look";

afterEach(() => localStorage.clear());

function opened() {
  const bench = new Workbench({
    document: EMPTY_DOCUMENT,
    schema: readSchema({ version: 1, labels: [], questions: [] }),
    image: { width_px: 10, height_px: 10 },
    tool: "pan",
    canEdit: true,
  });
  bench.run(...keptLook());
  return bench.state;
}

describe("the look that is kept", () => {
  it("is the usual one at first", () => {
    expect(opened().look).toEqual(PLAIN_LOOK);
  });

  it("takes what is sound of what was stored, and leaves the rest", () => {
    const look = { brightness: 1.4, gamma: "dark", hasGrid: true, fill: 7, unknown: 1 };
    localStorage.setItem("gm-look", JSON.stringify({ look, masks: { colouring: "instance" } }));

    const state = opened();

    expect(state.look).toEqual({ ...PLAIN_LOOK, brightness: 1.4, hasGrid: true });
    expect(state.masks.colouring).toBe("instance");
  });

  it("has the window of the last picture where it is to be kept, and only then", () => {
    const window = { low: 10, high: 90 };
    const kept = (look: object) => {
      localStorage.setItem("gm-look", JSON.stringify({ look, masks: {} }));
      return opened().look.window;
    };

    expect(kept({ window, isWindowKept: true })).toEqual(window);
    expect(kept({ window, isWindowKept: false })).toBeNull();
    expect(kept({ window: { low: 90, high: 10 }, isWindowKept: true })).toBeNull();
  });

  it("survives a text that is no JSON", () => {
    localStorage.setItem("gm-look", "{");

    expect(opened().look).toEqual(PLAIN_LOOK);
  });
});
