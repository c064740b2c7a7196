import { useState } from "react";
import type { Assignment, LabelVerdict, Suggestion } from "@/api/work";
import type { AnnotationDocument, Shape } from "@/model/document";
import { late } from "@/panels/shared";
import { askingAbout } from "@/pages/guideline/asking";
import { keepOnPage, readOnPage, tabKey } from "@/pages/shell/kept-in-tab";
import { useAids } from "./use-aids";
import { AnnotationStage, SuggestionNote, type AnnotationStageProps } from "@/panels/workspace";

const SentBackStage = late(() => import("./SentBackStage").then((script) => script.SentBackStage));
const VerifyStage = late(() => import("./VerifyStage").then((script) => script.VerifyStage));

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
  const withQuestions = askingAbout(assignment.project_id, stage.guideline);
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
  const drawn = { ...stage, picture, aids, withQuestions, clipboard, onSubmit };
  if (sentBack !== null) return <SentBackStage {...drawn} sentBack={sentBack} />;
  return <AnnotationStage {...drawn} {...suggestedBy(suggestion)} />;
}

/** Of a project, as long as the tab; large masks as long as the page. */
function clipboardOf(ownerId: number, projectId: number) {
  const key = tabKey(ownerId, `clipboard-${projectId}`);
  return {
    read: () => (readOnPage(key) ?? []) as readonly Shape[], // written below
    write: (shapes: readonly Shape[]) => keepOnPage(key, shapes),
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
