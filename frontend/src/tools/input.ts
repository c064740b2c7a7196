/** What reaches a tool. Stage to picture is converted once, before a tool sees the event. */

import type { ImagePoint, ScreenPoint } from "@/model/points";
import type { StagePlace } from "@/model/turn";

export type PointerDevice = "mouse" | "touch" | "pen";

export interface PointerInput {
  readonly phase: "down" | "move" | "up";
  readonly pointerId: number;
  readonly device: PointerDevice;
  readonly screen: ScreenPoint;
  readonly image: ImagePoint;
  /** 0 main, 1 middle, 2 secondary, as the browser numbers them. */
  readonly button: number;
  /** When, in milliseconds of a clock that is never set back. */
  readonly atMs: number;
  /** Shift is held: no snapping. */
  readonly shift: boolean;
  /** Of a mouse: no button of it is pressed. */
  readonly isHovering?: boolean;
}

/** Before conversion, as the page or the headless driver hands it over: a place on the stage. */
export type RawPointer = Omit<PointerInput, "image" | "screen"> & { readonly screen: StagePlace };

export interface WheelInput {
  readonly screen: ScreenPoint;
  readonly deltaX: number;
  readonly deltaY: number;
  /** True for a pinch on a touchpad, which browsers report as a wheel with Ctrl. */
  readonly isPinch: boolean;
  readonly isSideways: boolean;
  /** Alt is held: the wheel is the brush's. */
  readonly isForBrush: boolean;
}

export interface KeyInput {
  /** `KeyboardEvent.key`: what the key writes. */
  readonly key: string;
  /** `KeyboardEvent.code`: where the key lies. */
  readonly code: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** It was pressed before, and is held. */
  readonly isRepeat?: boolean;
}
