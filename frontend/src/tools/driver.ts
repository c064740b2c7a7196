/** Drives a workbench by script, without a browser: a pointer in image pixels, and keys by name. */

import { imagePoint, type Viewport } from "@/model/points";
import type { BenchOptions } from "./bench-state";
import type { PointerDevice, RawPointer } from "./input";
import { Workbench } from "./workbench";

const CODES: Readonly<Record<string, string>> = {
  " ": "Space",
  "?": "Slash",
  "/": "Slash",
  ":": "Semicolon",
  ";": "Semicolon",
};

export class Driver {
  readonly bench: Workbench;
  private readonly device: PointerDevice;
  private atMs = 0;

  constructor(options: BenchOptions, viewport: Viewport, device: PointerDevice = "mouse") {
    this.bench = new Workbench(options);
    this.device = device;
    this.bench.setViewport(viewport);
  }

  down(x: number, y: number, pointer: Partial<RawPointer> = {}): this {
    return this.send("down", x, y, pointer);
  }

  move(x: number, y: number, pointer: Partial<RawPointer> = {}): this {
    return this.send("move", x, y, pointer);
  }

  up(x: number, y: number, pointer: Partial<RawPointer> = {}): this {
    return this.send("up", x, y, pointer);
  }

  /** The system takes the pointer away. */
  interrupt(x: number, y: number): this {
    this.bench.interrupted(this.raw("up", x, y, {}));
    return this;
  }

  click(x: number, y: number): this {
    return this.move(x, y).down(x, y).up(x, y);
  }

  /** Nothing happens for so long. */
  rest(ms: number): this {
    this.atMs += ms;
    return this;
  }

  /** Presses at the first point, passes by the others and lets go at the last. */
  drag(...points: readonly (readonly [number, number])[]): this {
    const [first, ...rest] = points;
    const last = rest.at(-1);
    if (first === undefined || last === undefined) throw new Error("A drag takes two points");
    this.move(...first).down(...first);
    for (const point of rest) this.move(...point);
    return this.up(...last);
  }

  /** `keys` as they are written on screen: `Ctrl+Shift+z`, `ArrowLeft`, `3`. */
  press(...keys: readonly string[]): this {
    for (const chord of keys) this.bench.key(keyInput(chord));
    return this;
  }

  release(chord: string): this {
    this.bench.keyUp(keyInput(chord));
    return this;
  }

  private send(
    phase: RawPointer["phase"],
    x: number,
    y: number,
    pointer: Partial<RawPointer>,
  ): this {
    this.bench.pointer(this.raw(phase, x, y, pointer));
    return this;
  }

  private raw(
    phase: RawPointer["phase"],
    x: number,
    y: number,
    pointer: Partial<RawPointer>,
  ): RawPointer {
    const screen = this.bench.placeOf(imagePoint(x, y));
    const { device, atMs } = this;
    const usual = { pointerId: 1, device, button: 0, atMs, shift: false } as const;
    return { ...usual, phase, screen, ...pointer };
  }
}

function keyInput(chord: string) {
  const parts = chord === "+" ? ["+"] : chord.split("+");
  const key = parts.at(-1) ?? "";
  const code = /^\d$/.test(key) ? `Digit${key}` : (CODES[key] ?? key);
  return {
    key,
    code,
    ctrl: parts.includes("Ctrl"),
    shift: parts.includes("Shift"),
    alt: parts.includes("Alt"),
  };
}
