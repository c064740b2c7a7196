import { createContext, useCallback, useContext, useEffect, useSyncExternalStore } from "react";
import type { BenchState } from "@/tools/bench-state";
import type { Command, Notice } from "@/tools/commands";
import type { PictureState, StageEngine } from "./stage-engine";

const EngineContext = createContext<StageEngine | null>(null);
export const EngineProvider = EngineContext.Provider;

export function useEngine(): StageEngine {
  const engine = useContext(EngineContext);
  if (engine === null) throw new Error("useEngine needs an EngineProvider above it");
  return engine;
}

/** One part of the state; the component renders again when that part is another value. */
export function useBench<Part>(select: (state: BenchState) => Part): Part {
  const { bench } = useEngine();
  const subscribe = useCallback((listener: () => void) => bench.subscribe(listener), [bench]);
  return useSyncExternalStore(subscribe, () => select(bench.state));
}

export function useRun(): (...commands: readonly Command[]) => void {
  const { bench } = useEngine();
  return (...commands) => bench.run(...commands);
}

export function usePictureState(): PictureState {
  const engine = useEngine();
  return useSyncExternalStore(
    (listener) => engine.onPictureState(listener),
    () => engine.pictureState,
  );
}

export function useNotices(hear: (notice: Notice) => void): void {
  const { bench } = useEngine();
  useEffect(() => bench.onNotice(hear), [bench, hear]);
}
