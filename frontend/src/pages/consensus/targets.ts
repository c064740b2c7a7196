import { useQuery } from "@tanstack/react-query";
import { projectQuery } from "@/pages/shell/project";

export interface Targets {
  /** How sure a label is to be. */
  readonly confidence: number;
  /** How well an outline is to fit. */
  readonly iou: number;
}

/** What a project asks of its labels; everything is enough while that is looked up. */
export function useTargets(projectId: number): Targets {
  const { data } = useQuery(projectQuery(projectId));
  return { confidence: data?.target_confidence ?? 0, iou: data?.gold_iou ?? 0 };
}
