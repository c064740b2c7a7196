import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { regionOf } from "@/model/masks/geometry";
import { hasPixel } from "@/model/masks/region";
import { PromptFinder } from "@/model/scissors/finder";
import { colours, driver, square, mask, drawn, areas, heard, RIGHT, FRAME } from "./mask-driver";

describe("area", () => {
  it("is gone round by clicks and closed on its first corner, as one step", () => {
    const d = driver("area").click(20, 20).click(60, 20).click(60, 60);
    expect(d.bench.state).toMatchObject({ stateName: "area.tracing", isWaiting: true });

    d.click(20, 60).click(20, 20);

    expect(areas(d)).toEqual([1600]);
    expect(d.bench.state).toMatchObject({ sketch: null, stateName: "area.idle" });
    expect(d.press("Ctrl+z").bench.state.document).toEqual(EMPTY_DOCUMENT);
  });

  it("is closed by Enter, and a corner is taken back by undo", () => {
    const d = driver("area").click(20, 20).click(60, 20).click(60, 60).click(150, 90);

    d.press("Ctrl+z").click(20, 60).press("Enter");

    expect(areas(d)).toEqual([1600]);
  });

  it("takes every point while it is drawn along", () => {
    const d = driver("area").click(20, 20).move(60, 20);
    d.down(60, 20).move(60, 40).move(60, 60).move(40, 60).up(20, 60).press("Enter");

    expect(areas(d)).toEqual([1600]);
  });

  it("is taken away with the secondary button, or as it is set", () => {
    const d = driver("area", drawn(FRAME));
    const [before = 0] = areas(d);
    d.bench.run({ type: "choose", shapeId: "s1" });
    d.move(20, 20).down(20, 20, RIGHT).up(20, 20, RIGHT);
    d.click(30, 20).click(30, 30).click(20, 30).press("Enter");
    expect(areas(d)).toEqual([before - 100]);

    d.bench.run({ type: "set_masks", settings: { takesAway: true } });
    d.click(70, 20).click(80, 20).click(80, 30).click(70, 30).press("Enter");
    expect(areas(d)).toEqual([before - 200]);
  });

  it("asks for more than two corners, and keeps nothing after Escape", () => {
    const d = driver("area");
    const notices = heard(d);

    d.click(20, 20).click(60, 20).press("Enter", "Escape");

    expect(notices).toEqual(["too_few_points", "cancelled"]);
    expect(d.bench.state).toMatchObject({ sketch: null, canUndo: false });
  });

  it("goes on after two fingers moved the picture", () => {
    const touch = { device: "touch" } as const;
    const d = driver("area").click(20, 20).click(60, 20);
    d.down(100, 50, touch).down(120, 50, { ...touch, pointerId: 2 });
    d.move(140, 60, { ...touch, pointerId: 2 }).up(140, 60, { ...touch, pointerId: 2 });
    d.up(100, 50, touch);

    expect(d.bench.state.stateName).toBe("area.tracing");
    expect(d.bench.state.sketch?.points).toHaveLength(2);
  });
});

describe("scissors", () => {
  it("follow the edge from corner to corner", () => {
    const d = driver("scissors").click(60, 30).move(119, 69);
    const way = d.bench.state.sketch?.way ?? [];
    expect(way.length).toBeGreaterThan(1);

    d.click(119, 30).click(119, 69).click(60, 69).click(60, 30);

    const [area = 0] = areas(d);
    expect(Math.abs(area - 2400)).toBeLessThan(200);
  });

  it.each([
    ["Enter", (d: ReturnType<typeof driver>) => d.press("Enter")],
    ["the first corner", (d: ReturnType<typeof driver>) => d.click(60, 30)],
  ])("follow the edge back to the first corner, closed by %s", (_, close) => {
    const d = driver("scissors").click(60, 30).click(119, 30).click(119, 69).click(75, 69);

    close(d);

    const [area = 0] = areas(d);
    expect(Math.abs(area - 2400)).toBeLessThan(150); // straight, a triangle of 300 is missing
  });

  it("go straight where there is no picture to follow", () => {
    const d = driver("scissors");
    d.bench.see({ pixels: () => null, ways: new PromptFinder(() => null) });

    d.click(20, 20).click(60, 20).click(60, 60).click(20, 60).press("Enter");

    expect(areas(d)).toEqual([1600]);
  });

  it("show the way anew when it becomes known", () => {
    const d = driver("scissors");
    const finder = new PromptFinder(colours());
    let isKnown = false;
    d.bench.see({
      pixels: colours(),
      ways: {
        begin: (corner, step) => finder.begin(corner, step),
        wayTo: (point) => (isKnown ? finder.wayTo(point) : null),
        end: () => finder.end(),
      },
    });
    d.click(60, 30).move(119, 69);
    expect(d.bench.state.sketch?.way).toHaveLength(1);

    isKnown = true;
    d.bench.lookAgain();

    expect(d.bench.state.sketch?.way.length).toBeGreaterThan(1);
  });
});

describe("the wand", () => {
  it("takes what is alike, more of it to the right, and remembers how much", () => {
    const d = driver("wand").down(100, 50);
    expect(d.bench.state.painting).not.toBeNull();
    d.up(100, 50);
    expect(areas(d)).toEqual([40 * 40]);

    d.press("n").press("Escape", "w").down(100, 50).move(198, 50).up(198, 50);

    expect(areas(d)).toEqual([1600, 2400]);
    expect(d.bench.state.masks.tolerance).toBeGreaterThanOrEqual(50);
  });

  it("keeps nothing after Escape, and takes away with the secondary button", () => {
    const d = driver("wand", drawn(mask("s1", "coin", square(50, 25, 50))));
    d.down(100, 50).press("Escape").up(100, 50);
    expect(d.bench.state.canUndo).toBe(false);

    d.down(70, 50, RIGHT).up(70, 50, RIGHT);

    expect(areas(d)).toEqual([2500 - 20 * 40]);
  });

  it("says when the picture cannot be read", () => {
    const d = driver("wand");
    d.bench.see({ pixels: () => null, ways: new PromptFinder(() => null) });
    const notices = heard(d);

    d.click(100, 50);

    expect(notices).toEqual(["picture_not_read"]);
  });
});

describe("fill", () => {
  it("closes the hole of the chosen mask", () => {
    const d = driver("fill", drawn(FRAME));
    d.bench.run({ type: "choose", shapeId: "s1" });

    d.click(50, 50);

    expect(areas(d)).toEqual([3600]);
    expect(d.press("Ctrl+z").bench.state.document).toEqual(drawn(FRAME));
  });

  it("makes a mask of the place between masks, up to the picture's edge", () => {
    const d = driver("fill", drawn(FRAME)).press("2").click(5, 5);

    expect(areas(d)[1]).toBe(200 * 100 - 3600);
    expect(d.bench.state.document.shapes[1]?.label).toBe("card");
  });

  it("takes away a whole part", () => {
    const d = driver("fill", drawn(mask("s1", "coin", square(20, 20, 10), square(60, 60, 10))));

    d.down(25, 25, RIGHT).up(25, 25, RIGHT);

    const [left] = d.bench.state.document.shapes;
    expect(areas(d)).toEqual([100]);
    expect(left?.kind === "mask" && hasPixel(regionOf(left.geometry), 65, 65)).toBe(true);
  });

  it("says so where nothing encloses the place", () => {
    const d = driver("fill");
    const notices = heard(d);

    d.click(50, 50);

    expect(notices).toEqual(["no_gap"]);
  });
});
