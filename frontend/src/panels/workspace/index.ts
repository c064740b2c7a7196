/** The workspace's parts for pages. */
export { SuggestionNote } from "./suggestions";
export { AnnotationStage, type AnnotationStageProps } from "./AnnotationStage";
export { LayersStage, type LayersStageProps, type PersonLayer } from "./LayersStage";
export type { StageAids, StagePicture } from "./engine/stage-engine";
export type { Guideline, GuidelineExample, Verdict } from "@/model/guideline";
export { MarkLayer } from "./MarkLayer";
export { MarkList } from "./MarkList";
export { MOST_MARKS, type Mark } from "./marks";
export { LeaseRing } from "./LeaseRing";
export { PictureStage } from "./PictureStage";
export { PlaybackStage } from "./PlaybackStage";
export { TopBar, type TopBarProps } from "./TopBar";
export { useKeptShortcut } from "./stored-keys";
export { useHasRoomBeside, useIsPhone } from "./use-is-phone";
export { kindWordOf } from "./words";
