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

/** An example of the documentation, as it is written there. */
async function example<Module>(name: string): Promise<Module> {
  const program = readFileSync(`../docs/plug-ins/${name}/plugin.js`, "utf8");
  const url = `data:text/javascript,${encodeURIComponent(program)}`;
  return (await import(/* @vite-ignore */ url)) as Module;
}

describe("a plug-in", () => {
  it("is the example of the documentation", async () => {
    const marks = await askPlugin(await example<Plugin>("bright"), wanted);

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

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the example with a model does round the model. */
interface OnnxExample {
  modelInput(
    crop: Size & { readonly colours: Uint8ClampedArray },
    taken: Size,
    settings: { readonly mean: readonly number[]; readonly deviation: readonly number[] },
  ): Float32Array;
  marksOf(data: Float32Array, taken: Size, asked: Size, threshold: number): Uint8Array | null;
}

describe("the example with a model", () => {
  const taken = { width: 2, height: 2 };
  const asked = { width: 4, height: 3 };

  it("hands over red, green and blue one after the other, as the model learnt them", async () => {
    const { modelInput } = await example<OnnxExample>("onnx");
    const red = Uint8ClampedArray.from({ length: 48 }, (_, at) => (at % 4 === 0 ? 255 : 51));
    const settings = { mean: [0.5, 0.2, 0], deviation: [0.5, 0.1, 0.1] };
    const values = modelInput({ ...asked, colours: red }, taken, settings);

    expect([...values].map((value) => Math.round(value * 1000) / 1000)).toEqual(
      [1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 2, 2], // prettier-ignore
    );
  });

  it("brings the answer to the samples that were asked for, or finds nothing", async () => {
    const { marksOf } = await example<OnnxExample>("onnx");
    const upperRight = Float32Array.of(0.1, 0.9, 0.2, 0.5);

    expect([...(marksOf(upperRight, taken, asked, 0.5) ?? [])]).toEqual(
      [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], // prettier-ignore
    );
    expect(marksOf(upperRight, taken, asked, 0.9)).toBeNull();
  });
});
