/**
 * Reads grey PNG pictures of 16 bits, which browsers show and hand out in 8 alone. Of those that
 * the server writes: not interlaced. (PNG, third edition, chapters 5, 7, 9 and 10.)
 */

import type { Plane } from "./plane";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BYTES_A_PIXEL = 2;

export class NotSuchPicture extends Error {}

/** All levels. Throws NotSuchPicture for other pictures, and for one that is cut short. */
export async function readPng(content: ArrayBuffer): Promise<Plane> {
  const { width, height, data } = chunksOf(content);
  const rows = new Rows(width, height);
  try {
    const inflated = new Blob(data).stream().pipeThrough(new DecompressionStream("deflate"));
    const reader = inflated.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read())
      rows.take(part.value);
  } catch (error) {
    if (error instanceof NotSuchPicture) throw error;
    throw new NotSuchPicture("its data are broken", { cause: error });
  }
  return { width, height, values: rows.finished() };
}

interface Chunks {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>[];
}

function chunksOf(content: ArrayBuffer): Chunks {
  const view = new DataView(content);
  if (content.byteLength < 33 || SIGNATURE.some((byte, at) => view.getUint8(at) !== byte))
    throw new NotSuchPicture("this is no PNG");
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, colour, , , interlace] = new Uint8Array(content, 24, 5);
  if (depth !== 16 || colour !== 0 || interlace !== 0 || width === 0 || height === 0)
    throw new NotSuchPicture("it is not grey of 16 bits in one pass");
  const data: Uint8Array<ArrayBuffer>[] = [];
  let at = 8;
  while (at + 12 <= content.byteLength) {
    const length = view.getUint32(at);
    if (at + 12 + length > content.byteLength) break;
    if (nameAt(view, at + 4) === "IDAT") data.push(new Uint8Array(content, at + 8, length));
    at += 12 + length;
  }
  return { width, height, data };
}

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((further) => view.getUint8(at + further)));

/** Takes what is inflated as it comes, and undoes the filter of each row once it is whole. */
class Rows {
  private readonly width: number;
  private readonly values: Uint16Array;
  /** With the byte that names its filter. */
  private row: Uint8Array;
  private above: Uint8Array;
  private filled = 0;
  private count = 0;

  constructor(width: number, height: number) {
    this.width = width;
    this.values = new Uint16Array(width * height);
    this.row = new Uint8Array(1 + BYTES_A_PIXEL * width);
    this.above = new Uint8Array(this.row.length);
  }

  take(part: Uint8Array): void {
    let from = 0;
    while (from < part.length) {
      const taken = Math.min(part.length - from, this.row.length - this.filled);
      this.row.set(part.subarray(from, from + taken), this.filled);
      this.filled += taken;
      from += taken;
      if (this.filled === this.row.length) this.end();
    }
  }

  finished(): Uint16Array {
    if (this.count * this.width !== this.values.length)
      throw new NotSuchPicture("rows are missing");
    return this.values;
  }

  private end(): void {
    if (this.count * this.width === this.values.length) throw new NotSuchPicture("too many rows");
    unfilter(this.row, this.above);
    const start = this.count * this.width;
    for (let x = 0; x < this.width; x += 1)
      this.values[start + x] = (byte(this.row, 1 + 2 * x) << 8) | byte(this.row, 2 + 2 * x);
    [this.row, this.above] = [this.above, this.row];
    this.filled = 0;
    this.count += 1;
  }
}

/** In place: each byte was written as its difference from a guess by those before it. */
function unfilter(row: Uint8Array, above: Uint8Array): void {
  const filter = byte(row, 0);
  if (filter > 4) throw new NotSuchPicture("a row has no such filter");
  for (let at = 1; at < row.length; at += 1) {
    const left = at > BYTES_A_PIXEL ? byte(row, at - BYTES_A_PIXEL) : 0;
    const up = byte(above, at);
    const corner = at > BYTES_A_PIXEL ? byte(above, at - BYTES_A_PIXEL) : 0;
    row[at] = byte(row, at) + guessed(filter, left, up, corner);
  }
}

function guessed(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const sum = left + up - corner;
  const [toLeft, toUp, toCorner] = [
    Math.abs(sum - left),
    Math.abs(sum - up),
    Math.abs(sum - corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Indexes here are inside by construction; the compiler does not know. */
const byte = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;
