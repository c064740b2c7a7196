/** An example: the object is what is brighter than the mean of the box. */

export function segment({ colours, width, height, box }) {
  const lightness = (at) => colours[4 * at] + colours[4 * at + 1] + colours[4 * at + 2];
  const inside = [];
  for (let y = box.top; y < box.bottom; y += 1)
    for (let x = box.left; x < box.right; x += 1) inside.push(y * width + x);
  const mean = inside.reduce((sum, at) => sum + lightness(at), 0) / inside.length;
  const marks = new Uint8Array(width * height);
  for (const at of inside) if (lightness(at) > mean) marks[at] = 1;
  return marks.includes(1) ? marks : null;
}
