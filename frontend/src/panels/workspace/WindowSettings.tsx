import { useEffect } from "react";
import { late } from "@/panels/shared";
import { useBench, useEngine } from "./engine/context";

const WindowSliders = late(() => import("./WindowSliders").then((script) => script.WindowSliders));

/** Which levels of a grey picture are shown; nothing of a picture in colours. */
export function WindowSettings() {
  const engine = useEngine();
  const levels = useBench((state) => state.levels);
  useEffect(() => engine.prepareLevels(), [engine]);
  return levels === null ? null : <WindowSliders levels={levels} />;
}
