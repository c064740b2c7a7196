import { Button, Group } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { unsaid, useSend } from "@/api/send";
import {
  Card,
  CardGrid,
  FormProblem,
  Prose,
  Query,
  SavedMeanwhile,
  StatusBadge,
  TextArea,
  useI18n,
} from "@/panels/shared";
import { ItemPicker } from "@/pages/drawing/ItemPicker";
import { useProject } from "@/pages/shell/project";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useMe } from "@/pages/shell/session";
import { useUnsaved } from "@/pages/shell/use-unsaved";
import { DiscardButton } from "./DiscardButton";
import { DraftKind } from "./DraftKind";
import { Examples } from "./Examples";
import classes from "./Guideline.module.css";
import { type GuidelineVersion, LIST_PATH } from "./GuidelinePage";
import { mergedText } from "./mergedText";
import { PublishButton } from "./PublishButton";

const PAUSE_MS = 300;
const CHANGED_MEANWHILE = "guideline_draft_changed";

/** A draft: its Markdown with a preview beside it, its examples, and its publication. */
export function DraftEditor({ draft }: { draft: GuidelineVersion }) {
  const { t } = useI18n();
  const project = useProject();
  const { text, setText, revision, saved, isOvertaken, takeTheirs, keepMine } = useDraftText(draft);
  const [isPicking, setPicking] = useState(false);
  const save = useSend({
    send: (body_markdown: string) =>
      answerOf(
        api.PATCH("/api/v1/guideline-versions/{guideline_version_id}", {
          params: { path: { guideline_version_id: draft.id } },
          body: { body_markdown, revision },
        }),
      ),
    stale: [apiKey(LIST_PATH)],
    overtakenCode: CHANGED_MEANWHILE,
    onSuccess: saved,
  });
  const refusal = unsaid(save.error, CHANGED_MEANWHILE, isOvertaken);
  return (
    <>
      <CardGrid columns="1fr 1fr">
        <Card
          title={t("guideline.draft", { number: draft.number })}
          titleSize="section"
          action={<DraftKind draft={draft} />}
        >
          <TextArea
            label={t("guideline.text")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            minRows={14}
            problem={save.error}
            path="body_markdown"
          />
          <FormProblem problem={refusal} shownPaths={["body_markdown"]} />
          {isOvertaken && (
            <SavedMeanwhile onTakeTheirs={takeTheirs} onKeepMine={keepMine} onChosen={save.reset}>
              <details>
                <summary>{t("guideline.theirs")}</summary>
                <pre dir="auto" className={classes.theirs}>
                  {draft.body_markdown}
                </pre>
              </details>
            </SavedMeanwhile>
          )}
          {isPicking && project.dataset !== null && (
            <ItemPicker
              datasetId={project.dataset.id}
              taken={new Set()}
              onPick={({ id, name }) => {
                setText(`${text.trimEnd()}\n\n![${name}](item:${id})\n`);
                setPicking(false);
              }}
            />
          )}
          <Group mt="md">
            <Button
              loading={save.isPending}
              disabled={isOvertaken}
              onClick={() => save.mutate(text)}
            >
              {t("guideline.save")}
            </Button>
            {project.dataset !== null && (
              <Button variant="subtle" onClick={() => setPicking(!isPicking)}>
                {t("guideline.addPicture")}
              </Button>
            )}
            {save.isSuccess && text === save.variables && (
              <StatusBadge tone="good">{t("guideline.saved")}</StatusBadge>
            )}
            <DiscardButton draft={draft} />
            <PublishButton draft={draft} beforePublish={() => save.mutateAsync(text)} />
          </Group>
        </Card>
        <Card title={t("guideline.preview")} titleSize="section">
          <Preview markdown={text} projectId={project.id} />
        </Card>
      </CardGrid>
      <Examples draft={draft} />
    </>
  );
}

/** What is on the screen, and the text of the draft it was written over. */
interface Written {
  readonly text: string;
  readonly base: Pick<GuidelineVersion, "body_markdown" | "revision">;
}

/** The text being written; what others put into the draft meanwhile is taken in, never lost. */
function useDraftText(draft: GuidelineVersion) {
  const me = useMe();
  const base = { body_markdown: draft.body_markdown, revision: draft.revision };
  const saved: Written = { text: draft.body_markdown, base };
  const {
    value: written,
    set,
    isOvertaken,
    rebase,
    takeSaved,
  } = useUnsaved(tabKey(me.id, `guideline-${draft.id}`), saved);
  const [seen, setSeen] = useState(written.base.revision);
  if (draft.revision !== seen) {
    setSeen(draft.revision);
    const merged = mergedText(written.base.body_markdown, written.text, draft.body_markdown);
    if (merged !== null) set({ text: merged, base });
  }
  return {
    text: written.text,
    setText: (text: string) => set((before) => ({ ...before, text })),
    revision: written.base.revision,
    saved({ body_markdown, revision }: GuidelineVersion) {
      const now = { body_markdown, revision };
      rebase({ text: body_markdown, base: now });
      set((before) => ({ ...before, base: now }));
    },
    /** Both wrote at the same place; what could be put together has been. */
    isOvertaken: isOvertaken && written.base.revision !== draft.revision,
    takeTheirs: takeSaved,
    keepMine() {
      rebase(saved);
      set((before) => ({ ...before, base }));
    },
  };
}

interface PreviewProps {
  markdown: string;
  /** Whose pictures are shown. */
  projectId: number;
}

function Preview({ markdown, projectId }: PreviewProps) {
  const [asked] = useDebouncedValue(markdown, PAUSE_MS);
  const preview = useQuery({
    queryKey: ["markdown-preview", asked, projectId],
    queryFn: () =>
      answerOf(
        api.POST("/api/v1/markdown-preview", { body: { markdown: asked, project_id: projectId } }),
      ),
    placeholderData: keepPreviousData,
  });
  return <Query of={preview}>{({ html }) => <Prose html={html} />}</Query>;
}
