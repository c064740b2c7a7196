/** The hand that holds a phone on its side: the buttons are where its thumb is. */

import { useSyncExternalStore } from "react";
import { keep, onKept, readKept } from "./kept";

export const HANDS = ["left", "right"] as const;
export type Handed = (typeof HANDS)[number];

export function handInUse(): Handed {
  return readKept("gm-layout").hand === "left" ? "left" : "right";
}

export const useHanded = (): Handed => useSyncExternalStore(onKept, handInUse);

/** False when this browser keeps nothing. */
export const storeHanded = (hand: Handed): boolean => keep("gm-layout", { hand });
