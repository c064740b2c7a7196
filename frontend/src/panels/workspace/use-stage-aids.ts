import { useEffect } from "react";
import type { StageAids, StageEngine } from "./engine/stage-engine";

/** Hands over what there is beside the picture, once it is known. */
export function useStageAids(engine: StageEngine, aids: StageAids | null | undefined): void {
  useEffect(() => {
    if (aids != null) engine.useAids(aids);
  }, [engine, aids]);
}
