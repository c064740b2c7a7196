/**
 * An example: an ONNX model that marks the object in a picture. Beside this file it wants
 * onnxruntime-web (`ort.wasm.min.mjs`, `ort-wasm-simd-threaded.mjs` and `.wasm`), `model.onnx`,
 * and `model.json`, which says what the model takes:
 *
 * - `size`: the side of the square it takes, in samples; null where it takes any size
 * - `mean`, `deviation`: of red, green and blue, each from 0 to 1, as in its training
 * - `threshold`: what it answers for the object is above this
 *
 * The model has one input, [1, 3, height, width], and its first output has a value for each sample.
 */

let ort, session, settings;

export async function load() {
  ort = await import("./ort.wasm.min.mjs");
  ort.env.wasm.wasmPaths = new URL("./", import.meta.url).href;
  // More threads want a page that is isolated from all others.
  ort.env.wasm.numThreads = 1;
  const [said, model] = await Promise.all(["model.json", "model.onnx"].map(fetched));
  settings = await said.json();
  session = await ort.InferenceSession.create(await model.arrayBuffer());
}

export async function segment({ colours, width, height }) {
  const taken = { width: settings.size ?? width, height: settings.size ?? height };
  const values = modelInput({ colours, width, height }, taken, settings);
  const input = new ort.Tensor("float32", values, [1, 3, taken.height, taken.width]);
  const answer = await session.run({ [session.inputNames[0]]: input });
  const { data } = answer[session.outputNames[0]];
  return marksOf(data, taken, { width, height }, settings.threshold);
}

/** Red, then green, then blue of each sample of the size the model takes. */
export function modelInput({ colours, width, height }, taken, { mean, deviation }) {
  const area = taken.width * taken.height;
  const values = new Float32Array(3 * area);
  for (let y = 0; y < taken.height; y += 1)
    for (let x = 0; x < taken.width; x += 1) {
      const from = 4 * (nearest(y, taken.height, height) * width + nearest(x, taken.width, width));
      for (let channel = 0; channel < 3; channel += 1)
        values[channel * area + y * taken.width + x] =
          (colours[from + channel] / 255 - mean[channel]) / deviation[channel];
    }
  return values;
}

/** The model's answer in samples of what was asked; null where nothing is above the threshold. */
export function marksOf(data, taken, { width, height }, threshold) {
  const marks = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = nearest(y, height, taken.height) * taken.width + nearest(x, width, taken.width);
      if (data[at] > threshold) marks[y * width + x] = 1;
    }
  return marks.includes(1) ? marks : null;
}

/** The sample of a row of `to` that lies where this one lies in a row of `from`. */
function nearest(at, from, to) {
  return Math.min(Math.floor(((at + 0.5) * to) / from), to - 1);
}

async function fetched(name) {
  const found = await fetch(new URL(name, import.meta.url));
  if (!found.ok) throw new Error(`${name} is not there`);
  return found;
}
