import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { Workbench } from "./workbench";

const USUAL = { low: 1000, high: 2000 };

function bench(window: typeof USUAL | null) {
  return new Workbench({
    document: EMPTY_DOCUMENT,
    schema: readSchema({ version: 1, labels: [], questions: [] }),
    image: { width_px: 10, height_px: 10 },
    tool: "pan",
    canEdit: false,
    window,
  });
}

describe("keys of the window", () => {
  it("change it step by step, also where nothing may be drawn, and say where it is", () => {
    const made = bench(USUAL);
    const heard: unknown[] = [];
    made.onNotice((notice) => heard.push(notice));

    made.carryOut("view.window_narrower");
    made.carryOut("view.window_brighter");

    expect(made.state.look.window).toEqual({ low: 1020, high: 1820 });
    expect(heard.at(-1)).toEqual({ type: "window_set", window: { low: 1020, high: 1820 } });
  });

  it("go on to the windows with names once the levels are counted", () => {
    const made = bench(USUAL);
    made.run({ type: "know_levels", facts: { lowest: 3, highest: 4000, median: 1500, bins: [] } });

    made.carryOut("view.window_next");

    expect(made.state.look.window).toEqual({ low: 3, high: 4000 });
  });

  it("come back to the automatic window, which is no window for the next pictures", () => {
    const made = bench(USUAL);
    const heard: unknown[] = [];
    made.onNotice((notice) => heard.push(notice));
    made.run({ type: "set_look", look: { window: { low: 5, high: 6 } } });

    made.carryOut("view.window_next");

    expect(made.state.look.window).toBeNull();
    expect(heard.at(-1)).toEqual({ type: "window_set", window: USUAL });
  });

  it("wait, with a picture of 8 bits, until it is known to be grey", () => {
    const made = bench(null);

    expect(made.carryOut("view.window_narrower")).toBe(true);
    expect(made.state.look.window).toBeNull();
    const heard: unknown[] = [];
    made.onNotice((notice) => heard.push(notice));
    made.run({ type: "know_grey", facts: { lowest: 0, highest: 255, median: 90, bins: [] } });

    expect(made.state.look).toMatchObject({ window: { low: 26, high: 230 }, windowBits: 8 });
    expect(heard).toEqual([{ type: "window_set", window: { low: 26, high: 230 } }]);
  });

  it("say nothing where a picture of 8 bits is only looked at", () => {
    const made = bench(null);
    const heard: unknown[] = [];
    made.onNotice((notice) => heard.push(notice));

    made.run({ type: "know_grey", facts: { lowest: 0, highest: 255, median: 90, bins: [] } });

    expect([made.state.levels?.bits, heard]).toEqual([8, []]);
  });

  it("mean nothing with a picture in colours", () => {
    const made = bench(null);
    made.run({ type: "know_grey", facts: null });

    expect(made.carryOut("view.window_next")).toBe(false);
    expect(made.state.look.window).toBeNull();
  });
});
