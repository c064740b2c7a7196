import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { askPlugin, type Plugin } from "./plugin";

/** Four by three samples, of which the last column is bright. */
const colours = Uint8ClampedArray.from({ length: 48 }, (_, at) => (at % 16 >= 12 ? 240 : 20));
const wanted = {
  crop: { x: 0, y: 0, width: 4, height: 3, step: 1, colours },
  box: { left: 1, top: 0, right: 4, bottom: 2 },
};
const plugin = (segment: Plugin["segment"]): Plugin => ({ segment });

describe("a plug-in", () => {
  it("is the example of the documentation, as it is written there", async () => {
    const program = readFileSync("../docs/plug-ins/bright/plugin.js", "utf8");
    const url = `data:text/javascript,${encodeURIComponent(program)}`;
    const marks = await askPlugin((await import(/* @vite-ignore */ url)) as Plugin, wanted);

    expect([...(marks ?? [])]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
  });

  it("may promise its answer, in any bytes that are not 0, or find nothing", async () => {
    const promised = plugin(() => Promise.resolve(new Uint8Array(12).fill(255)));

    expect(await askPlugin(promised, wanted)).toEqual(new Uint8Array(12).fill(1));
    expect(await askPlugin(plugin(() => null), wanted)).toBeNull(); // prettier-ignore
  });

  it("has failed when it answers for another size, or breaks", async () => {
    const short = plugin(() => new Uint8Array(3));
    const broken = plugin(() => Promise.reject(new Error("no memory")));

    await expect(askPlugin(short, wanted)).rejects.toThrow(TypeError);
    await expect(askPlugin(broken, wanted)).rejects.toThrow("no memory");
  });
});
