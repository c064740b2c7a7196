import { useState, type ReactNode } from "react";
import type { Assignment, LabelVerdict, Suggestion } from "@/api/work";
import type { AnnotationDocument, Shape } from "@/model/document";
import { AskAbout } from "@/pages/guideline/AskAbout";
import { keepInTab, readInTab, tabKey } from "@/pages/shell/kept-in-tab";
import { useAids } from "./use-aids";
import {
  AnnotationStage,
  MarkLayer,
  SuggestionNote,
  type AnnotationStageProps,
} from "@/panels/workspace";
import { SentBackNote } from "./SentBackNote";
import { VerifyStage } from "./VerifyStage";

interface TaskStageProps extends Omit<AnnotationStageProps, "picture" | "onSubmit"> {
  assignment: Assignment;
  ownerId: number;
  suggestion: Suggestion | null;
  onSubmit: (document: AnnotationDocument, verdict?: LabelVerdict) => void;
}

/** The picture of a task, to draw on, to draw on again after it came back, or to judge. */
export function TaskStage(props: TaskStageProps) {
  const { assignment, ownerId, suggestion, onSubmit, ...stage } = props;
  const { item, subject, sent_back: sentBack } = assignment;
  const size = { width_px: item.width_px, height_px: item.height_px };
  const aids = useAids(assignment, stage.schema);
  const withQuestions = (text: ReactNode) => (
    <AskAbout projectId={assignment.project_id}>{text}</AskAbout>
  );
  const [clipboard] = useState(() => clipboardOf(ownerId, assignment.project_id));
  const picture = { url: item.image_url, levels: item.levels, alt: item.name, ...size };
  if (subject !== null) {
    return (
      <VerifyStage
        subject={subject}
        keptAs={tabKey(ownerId, `verdict-of-${assignment.id}`)}
        stage={{ ...stage, picture, aids, withQuestions, clipboard }}
        onVerdict={(verdict) => onSubmit(subject, verdict)}
      />
    );
  }
  const back = sentBack === null ? suggestedBy(suggestion) : backOf(sentBack, size);
  return (
    <AnnotationStage
      {...stage}
      {...back}
      aids={aids}
      picture={picture}
      clipboard={clipboard}
      withQuestions={withQuestions}
      onSubmit={onSubmit}
    />
  );
}

/** Of a project, as long as the tab. */
function clipboardOf(ownerId: number, projectId: number) {
  const key = tabKey(ownerId, `clipboard-${projectId}`);
  return {
    read: () => (readInTab(key) ?? []) as readonly Shape[], // written below
    write: (shapes: readonly Shape[]) => void keepInTab(key, shapes),
  };
}

function suggestedBy(suggestion: Suggestion | null) {
  if (suggestion === null) return {};
  return {
    suggested: suggestion.document,
    confidences: {
      shapes: suggestion.confidences,
      answers: suggestion.answer_confidences,
    },
    aside: <SuggestionNote sourceName={suggestion.source_name} />,
  };
}

function backOf(
  sentBack: NonNullable<Assignment["sent_back"]>,
  size: { width_px: number; height_px: number },
) {
  return {
    aside: <SentBackNote sentBack={sentBack} size={size} />,
    over: <MarkLayer marks={sentBack.marks} />,
  };
}
