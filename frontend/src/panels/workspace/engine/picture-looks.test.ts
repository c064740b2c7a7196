import { expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { StageView } from "@/render/stage-view";
import { Workbench } from "@/tools/workbench";
import { PictureLooks } from "./picture-looks";

class SilentWorker extends EventTarget {
  postMessage(): void {}
  terminate(): void {}
}

it("tells of levels that broke, and fetches them again only when asked to", () => {
  const bench = new Workbench({
    document: EMPTY_DOCUMENT,
    schema: readSchema({ version: 1, labels: [], questions: [] }),
    image: { width_px: 10, height_px: 10 },
    tool: "pan",
    canEdit: false,
    window: { low: 1000, high: 2000 },
  });
  const made: SilentWorker[] = [];
  const looks = new PictureLooks(bench, "/media/levels", {
    makeWorker: () => {
      const worker = new SilentWorker();
      made.push(worker);
      return worker as unknown as Worker; // what is asked of one
    },
  });
  const view = { picture: { adjust: () => {} } } as unknown as StageView; // as far as it is used
  const slideTo = (low: number) => {
    bench.run({ type: "set_look", look: { window: { low, high: 3000 } } });
    looks.follow(view);
  };

  slideTo(1);
  made[0]?.dispatchEvent(new Event("error"));
  slideTo(2);
  slideTo(3);

  expect([made.length, bench.state.levels?.hasFailed]).toEqual([1, true]);

  looks.prepare();

  expect([made.length, bench.state.levels?.hasFailed]).toEqual([2, false]);
});

it("fetches the levels when a key asks for the next window, which is known by them", () => {
  const bench = new Workbench({
    document: EMPTY_DOCUMENT,
    schema: readSchema({ version: 1, labels: [], questions: [] }),
    image: { width_px: 10, height_px: 10 },
    tool: "pan",
    canEdit: false,
    window: { low: 1000, high: 2000 },
  });
  const made: SilentWorker[] = [];
  const looks = new PictureLooks(bench, "/media/levels", {
    makeWorker: () => {
      const worker = new SilentWorker();
      made.push(worker);
      return worker as unknown as Worker; // what is asked of one
    },
  });
  const view = { picture: { adjust: () => {} } } as unknown as StageView; // as far as it is used
  looks.follow(view);
  expect(made).toHaveLength(0);

  bench.carryOut("view.window_next");
  looks.follow(view);
  expect(made).toHaveLength(1);
  bench.run({ type: "know_levels", facts: { lowest: 3, highest: 4000, median: 1500, bins: [] } });
  bench.carryOut("view.window_next");

  expect(bench.state.look.window).toEqual({ low: 3, high: 4000 });
});

const FACTS = { lowest: 20, highest: 220, median: 90, bins: [1] };

function byteBench() {
  return new Workbench({
    document: EMPTY_DOCUMENT,
    schema: readSchema({ version: 1, labels: [], questions: [] }),
    image: { width_px: 10, height_px: 10 },
    tool: "pan",
    canEdit: false,
  });
}

type Found = typeof FACTS | "coloured" | null;

/** What each look at the picture finds; the last of it also later. */
function byteLooks(bench: Workbench, ...found: readonly Found[]) {
  const asked: string[] = [];
  const shown: unknown[] = [];
  const looks = new PictureLooks(bench, null, {
    pictureUrl: () => "/media/6",
    readGrey: async (url) => {
      asked.push(url);
      return found[Math.min(asked.length, found.length) - 1] ?? null;
    },
  });
  const view = {
    picture: { adjust: (tone: object, depth: object | null) => shown.push({ ...tone, depth }) },
  } as unknown as StageView; // as far as it is used
  bench.subscribe(() => looks.follow(view));
  return { looks, asked, shown };
}

it("looks once whether a picture of 8 bits is grey, and shows it through the window chosen", async () => {
  const bench = byteBench();
  const { looks, asked, shown } = byteLooks(bench, FACTS);

  looks.prepare();
  looks.prepare();
  await expect.poll(() => bench.state.levels?.facts).toEqual(FACTS);
  bench.run({ type: "set_look", look: { window: { low: 20, high: 90 } } });

  expect(asked).toEqual(["/media/6"]);
  expect(shown.at(-1)).toMatchObject({
    window: { low: 20, high: 90 },
    depth: { usual: { low: 0, high: 255 }, shader: null },
  });
});

it("does what a key asks for once the picture is known to be grey", async () => {
  const bench = byteBench();
  byteLooks(bench, FACTS);

  bench.run({ type: "await_grey", step: "next" });

  await expect.poll(() => bench.state.look.window).toEqual({ low: 20, high: 220 });
  expect(bench.state.awaitedStep).toBeNull();
});

it("has no window for a picture in colours, and does not look again", async () => {
  const bench = byteBench();
  const { looks, asked } = byteLooks(bench, "coloured");

  bench.run({ type: "await_grey", step: "narrower" });
  await expect.poll(() => bench.state.isColoured).toBe(true);
  looks.prepare();

  expect(asked.length).toBe(1);
  expect([bench.state.levels, bench.state.look.window]).toEqual([null, null]);
});

it("does not show a picture of 8 bits through a window that was kept of one of 16", async () => {
  const bench = byteBench();
  bench.run({
    type: "set_look",
    look: { window: { low: 1000, high: 2000 }, windowBits: 16, isWindowKept: true },
  });
  const { looks, shown } = byteLooks(bench, FACTS);

  looks.prepare();
  await expect.poll(() => bench.state.levels?.bits).toBe(8);

  expect(shown.at(-1)).toMatchObject({ window: null });
});

it("says that a picture was not read, and looks again when a key asks again", async () => {
  const bench = byteBench();
  const heard: string[] = [];
  bench.onNotice(({ type }) => heard.push(type));
  const { looks, asked } = byteLooks(bench, null, null, FACTS);
  looks.prepare();
  await new Promise((resolve) => setTimeout(resolve));
  const unasked = [...heard];

  bench.carryOut("view.window_next");
  await expect.poll(() => heard).toEqual(["picture_not_read"]);
  bench.run({ type: "fit_view" });
  const before = [asked.length, bench.state.awaitedStep, bench.state.isColoured];
  bench.carryOut("view.window_next");
  await expect.poll(() => bench.state.look.window).toEqual({ low: 20, high: 220 });

  expect([unasked, before]).toEqual([[], [2, null, false]]);
  expect(asked).toHaveLength(3);
});

it("does not look at every change for a window that was kept, once the picture was not read", async () => {
  const bench = byteBench();
  bench.run({ type: "set_look", look: { window: { low: 20, high: 90 }, windowBits: 8 } });
  const { looks, asked, shown } = byteLooks(bench, null, FACTS);
  bench.run({ type: "fit_view" });
  await expect.poll(() => asked.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve));
  bench.run({ type: "fit_view" });
  bench.run({ type: "fit_view" });
  expect(asked).toHaveLength(1);

  looks.prepare();
  await expect.poll(() => bench.state.levels?.facts).toEqual(FACTS);

  expect(shown.at(-1)).toMatchObject({ window: { low: 20, high: 90 } });
});
