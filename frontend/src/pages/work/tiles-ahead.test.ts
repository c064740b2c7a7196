import { expect, it } from "vitest";
import { memoryJournal } from "@/api/journal";
import { fakeServer } from "@/testing/fakeServer";
import { TaskLoop } from "./task-loop";
import { tilesAhead } from "./tiles-ahead";

const LARGE = { width_px: 8000, height_px: 6000 };

it("are those of the level that the fitted picture is shown at, after the one tile of all", () => {
  const found = tilesAhead("/tiles", LARGE, { width: 1000, height: 750 });

  // A screen of 1,000 pixels shows one in eight: level 3, 1,000 x 750 in tiles of 512.
  expect(found).toEqual(["/tiles/4-0-0.jpg", "/tiles/3-0-0.jpg", "/tiles/3-1-0.jpg", "/tiles/3-0-1.jpg", "/tiles/3-1-1.jpg"]); // prettier-ignore
});

it("are never more than a few, however large the screen is", () => {
  const found = tilesAhead("/tiles", LARGE, { width: 16_000, height: 12_000 });

  expect(found.length).toBeLessThanOrEqual(31);
});

it("are loaded for the task that is held next, and nothing where there are none", async () => {
  const assignment = (id: number, size = {}) => ({
    id,
    draft: null,
    item: { id, image_url: `/media/${id}`, width_px: 40, height_px: 30, ...size },
    schema_version: { definition: { version: 1, labels: [], questions: [] } },
  });
  for (const tilesUrl of ["/tiles", null]) {
    const loaded: string[] = [];
    const leased = [assignment(8), assignment(9, LARGE)];
    const sent = fakeServer({
      "POST /api/v1/projects/2/next": () => ({ outcome: "leased", assignment: leased.shift() }),
      "GET /api/v1/assignments/9/aids": { tiles_url: tilesUrl, is_waiting: false },
    });
    const loop = new TaskLoop(2, 3, { open: async () => memoryJournal(), load: (url) => loaded.push(url) }); // prettier-ignore

    await loop.claim();

    expect(sent.some(({ route }) => route === "GET /api/v1/assignments/9/aids")).toBe(true);
    expect(loaded[0]).toBe(tilesUrl === null ? undefined : "/tiles/4-0-0.jpg");
    expect(loaded.some((url) => url.startsWith("/media/9"))).toBe(false);
  }
});
