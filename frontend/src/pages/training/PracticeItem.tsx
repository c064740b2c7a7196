import { Button } from "@mantine/core";
import { type RefObject, useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { FormProblem, useI18n } from "@/panels/shared";
import { ProjectStage } from "@/pages/drawing/ProjectStage";
import { askingAbout } from "@/pages/guideline/asking";
import { inLanguage, useProjectLanguage } from "@/pages/guideline/project-language";
import { useGuidelineIn } from "@/pages/work/use-guideline";
import { type Practice, PRACTICE_PATH } from "./PracticePage";
import { PracticeFeedback } from "./PracticeFeedback";
import { useDrawnOn } from "./use-drawn-on";
import classes from "./Quiz.module.css";

export type Stand = Practice["items"][number];

interface PracticeItemProps {
  practice: Practice;
  stand: Stand;
  name: string;
  schema: LabelSchema;
  onNext: () => void;
  /** Of the part that shows the item. */
  main: RefObject<HTMLElement | null>;
}

/** One item: drawn, checked, drawn better; the right answer lies dashed over it after a try. */
export function PracticeItem(props: PracticeItemProps) {
  const { practice, stand, name, schema, onNext, main } = props;
  const { t } = useI18n();
  const place = { project_id: practice.project_id };
  const [language] = useProjectLanguage(practice.project_id);
  const guideline = useGuidelineIn(practice.project_id, language);
  const drawing = useDrawnOn(stand, schema);
  const { start } = drawing;
  // What the last try said goes away when somebody draws on.
  const [isDrawnOn, setDrawnOn] = useState<boolean | null>(null);
  const isFresh = !(isDrawnOn ?? start?.isUnchecked ?? false);
  const check = useSend({
    send: (document: AnnotationDocument, headers) =>
      answerOf(
        api.POST("/api/v1/practice-items/{practice_item_id}/tries", {
          params: { path: { practice_item_id: stand.id }, query: inLanguage(language) },
          body: { document },
          headers,
        }),
      ),
    stale: [
      apiKey(PRACTICE_PATH, place),
      apiKey("/api/v1/projects/{project_id}/way", place),
      apiKey("/api/v1/feed"),
    ],
    onSuccess: (_, document) => {
      drawing.taken(document);
      setDrawnOn(false);
    },
  });
  const told = check.data ?? stand;
  const tries = told.try_count ?? 0;
  const reference = told.reference as AnnotationDocument | null; // the server checked it
  return (
    <>
      <FormProblem problem={check.error} />
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        aria-label={`${t("training.practice")} ${name}`}
        className={classes.stage}
      >
        {start !== null && (
          <ProjectStage
            projectId={practice.project_id}
            picture={{
              url: stand.item.image_url,
              levels: stand.item.levels,
              width_px: stand.item.width_px,
              height_px: stand.item.height_px,
              alt: name,
            }}
            schema={schema}
            guideline={guideline}
            withQuestions={askingAbout(practice.project_id, guideline)}
            document={start.document}
            unfinished={start.unfinished}
            reference={reference}
            submitWords={tries === 0 ? t("training.checkTry") : t("training.tryOnceMore")}
            isSubmitting={check.isPending}
            onChange={(document) => {
              drawing.drawn({ document });
              setDrawnOn(true);
            }}
            onUnfinished={(unfinished) => drawing.drawn({ unfinished })}
            onSubmit={(document) => check.mutate(document)}
            aside={
              told.score && (
                <PracticeFeedback
                  told={told}
                  schema={schema}
                  wantedIou={practice.wanted_iou}
                  triesLeft={Math.max(0, practice.tries - tries)}
                  isOld={!isFresh}
                >
                  {told.is_finished && (
                    <Button variant="filled" onClick={onNext}>
                      {t("training.nextItem")}
                    </Button>
                  )}
                </PracticeFeedback>
              )
            }
          />
        )}
      </main>
    </>
  );
}
