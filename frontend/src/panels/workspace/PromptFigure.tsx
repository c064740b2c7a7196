import { labelOf } from "@/model/schema";
import { SkeletonFigure } from "@/panels/shared";
import { useBench } from "./engine/context";
import classes from "./PromptFigure.module.css";

/** Where in the skeleton the point lies that is to be placed; nothing while none is. */
export function PromptFigure() {
  const prompt = useBench((state) => state.prompt);
  const skeleton = useBench(
    ({ schema, labelKey, stateName, preview }) =>
      (stateName.startsWith("keypoints.") &&
        labelOf(schema, preview?.label ?? labelKey ?? "")?.skeleton) ||
      null,
  );
  if (prompt === null || skeleton === null || skeleton.points.length < 2) return null;
  const places = new Map(skeleton.points.map(({ key }, place) => [key, place]));
  const edges = skeleton.edges.map(
    ([from, to]) => [places.get(from) ?? -1, places.get(to) ?? -1] as const,
  );
  return (
    <span className={classes.figure}>
      <SkeletonFigure points={skeleton.points} edges={edges} meant={prompt.number - 1} />
    </span>
  );
}
