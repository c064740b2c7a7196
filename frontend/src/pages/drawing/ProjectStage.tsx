import { AnnotationStage, type AnnotationStageProps } from "@/panels/workspace/AnnotationStage";
import { usePictureAids } from "./use-picture-aids";

interface ProjectStageProps extends Omit<AnnotationStageProps, "aids"> {
  projectId: number;
}

/** The stage as tasks have it, for pictures that are drawn on without one. */
export function ProjectStage({ projectId, ...stage }: ProjectStageProps) {
  const aids = usePictureAids(projectId, stage.picture, stage.schema);
  return <AnnotationStage {...stage} aids={aids} />;
}
