import { Tabs } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { asksForMasks, asksForShapes } from "@/model/schema";
import { IconButton, Sheet, useI18n, type SheetStop } from "@/panels/shared";
import type { StageParts } from "./AnnotationStage";
import { useBench } from "./engine/context";
import { MissingNote, NothingButton, SubmitButton } from "./Foot";
import { GuidelineBox } from "./GuidelineBox";
import { MaskPanel, ToolSettings } from "./masks/MaskPanel";
import { MiniMap } from "./MiniMap";
import { PhoneHint } from "./HintLine";
import { PhoneLabels, PhoneTools } from "./PhoneDock";
import { FindButton, HandChoice, HideAllButton, PhoneZoom, SnapSwitch } from "./PhoneView";
import { PhonePeek } from "./PeekButton";
import { PictureSliders } from "./PictureSettings";
import { QuestionList } from "./QuestionList";
import { ShapeList } from "./ShapeList";
import { ShapePill } from "./ShapeBar";
import { useHanded } from "./stored-layout";
import { StageArea } from "./StageArea";
import area from "./StageArea.module.css";
import classes from "./PhoneStage.module.css";

/** Reading at the top; labels, tools and actions within reach of the thumb. */
export function PhoneStage(parts: StageParts) {
  const { t } = useI18n();
  const hasLabels = useBench((state) => asksForShapes(state.schema));
  const hasMasks = useBench((state) => asksForMasks(state.schema));
  const canEdit = useBench((state) => state.canEdit);
  const hasQuestions = useBench((state) => state.schema.questions.length > 0);
  const [open, setOpen] = useState<{ tab: string; stop: SheetStop; asked: number } | null>(null);
  const asked = parts.wanted?.asked ?? 0;
  // A jump to what is missing opens the sheet once; closed again, it stays closed.
  const sheet =
    asked > (open?.asked ?? 0) && hasLabels
      ? { tab: parts.wanted?.part ?? "shapes", stop: "half" as const, asked }
      : open;
  const close = () => setOpen({ tab: sheet?.tab ?? "shapes", stop: "peek", asked });
  return (
    <div className={classes.phone} data-hand={useHanded()}>
      <StageArea label={t("workspace.stage", { name: parts.label })} isPhone>
        {parts.over}
        <MiniMap />
        <PhonePeek />
        <ShapePill />
        <PhoneHint />
        {parts.notes !== undefined && <div className={area.overlayNotes}>{parts.notes}</div>}
      </StageArea>
      <div className={classes.dock}>
        {parts.aside != null && <div className={classes.aside}>{parts.aside}</div>}
        {hasLabels && canEdit && <PhoneLabels />}
        {!hasLabels && (
          <div className={classes.questions}>
            <QuestionList />
          </div>
        )}
        {hasMasks && <ToolSettings />}
        <PhoneTools onOpen={(tab) => setOpen({ tab, stop: "half", asked })} />
        {parts.submit === null && parts.actions !== undefined && (
          <div className={classes.actions}>{parts.actions}</div>
        )}
        {parts.submit !== null && (
          <>
            <MissingNote />
            <div className={classes.actions}>
              {parts.actions ?? <NothingButton size="xl" />}
              <SubmitButton parts={parts} submit={parts.submit} size="xl" />
            </div>
          </>
        )}
      </div>
      {sheet !== null && sheet.stop !== "peek" && (
        <div className={classes.sheetHost}>
          <Tabs value={sheet.tab} onChange={(tab) => setOpen({ ...sheet, tab: tab ?? "shapes" })}>
            <Sheet
              label={t("workspace.side")}
              stop={sheet.stop}
              onStop={(stop) => (stop === "peek" ? close() : setOpen({ ...sheet, stop }))}
              head={
                <SheetTabs
                  onClose={close}
                  hasQuestions={hasQuestions && hasLabels}
                  hasGuideline={parts.guideline !== null}
                />
              }
            >
              <Tabs.Panel value="shapes">
                <FindButton onFind={parts.find} />
                <HideAllButton />
                <ShapeList hasHead={false} />
              </Tabs.Panel>
              {hasQuestions && hasLabels && (
                <Tabs.Panel value="questions">
                  <QuestionList />
                </Tabs.Panel>
              )}
              {parts.guideline !== null && (
                <Tabs.Panel value="guideline">
                  <GuidelineBox guideline={parts.guideline} withQuestions={parts.withQuestions} />
                </Tabs.Panel>
              )}
              <Tabs.Panel value="picture">
                <PhoneZoom />
                <SnapSwitch />
                {hasMasks && <MaskPanel />}
                <PictureSliders />
                <HandChoice />
              </Tabs.Panel>
            </Sheet>
          </Tabs>
        </div>
      )}
    </div>
  );
}

function SheetTabs({
  onClose,
  hasQuestions,
  hasGuideline,
}: {
  onClose: () => void;
  hasQuestions: boolean;
  hasGuideline: boolean;
}) {
  const { t } = useI18n();
  const hasLabels = useBench((state) => asksForShapes(state.schema));
  const count = useBench((state) => state.document.shapes.length);
  return (
    <div className={classes.tabs}>
      <Tabs.List>
        {hasLabels && (
          <Tabs.Tab value="shapes">
            {t("workspace.shapes")} {count}
          </Tabs.Tab>
        )}
        {hasQuestions && <Tabs.Tab value="questions">{t("workspace.questions")}</Tabs.Tab>}
        {hasGuideline && <Tabs.Tab value="guideline">{t("workspace.guidelineTitle")}</Tabs.Tab>}
        <Tabs.Tab value="picture">{t("workspace.pictureTab")}</Tabs.Tab>
      </Tabs.List>
      <IconButton
        size={44}
        label={t("workspace.closeSheet")}
        icon={<IconX size={18} stroke={1.6} aria-hidden />}
        onClick={onClose}
      />
    </div>
  );
}
