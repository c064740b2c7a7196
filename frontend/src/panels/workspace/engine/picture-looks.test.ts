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
  const looks = new PictureLooks(bench, "/media/levels", () => {
    const worker = new SilentWorker();
    made.push(worker);
    return worker as unknown as Worker; // what is asked of one
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
  const looks = new PictureLooks(bench, "/media/levels", () => {
    const worker = new SilentWorker();
    made.push(worker);
    return worker as unknown as Worker; // what is asked of one
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
