import { late, useI18n } from "@/panels/shared";
import type { StageParts } from "./AnnotationStage";
import { Foot } from "./Foot";
import { HintLine } from "./HintLine";
import { Rail } from "./Rail";
import { SidePanel } from "./SidePanel";
import { StageArea } from "./StageArea";
import { ZoomBar } from "./ZoomBar";
import classes from "./DeskStage.module.css";
import area from "./StageArea.module.css";

// Not before something is drawn, or the picture is larger than the stage: they come behind it.
const ShapeBar = late(() => import("./ShapeBar").then((script) => script.ShapeBar));
const MiniMap = late(() => import("./MiniMap").then((script) => script.MiniMap));

/** Rail, stage and side panel beside each other, the foot under the stage. */
export function DeskStage(parts: StageParts) {
  const { t } = useI18n();
  const isSideShown = parts.isSideShown || parts.wanted !== null;
  return (
    <div className={classes.desk} data-no-side={!isSideShown || undefined}>
      {parts.isRailShown && <Rail />}
      <StageArea label={t("workspace.stage", { name: parts.label })} isPhone={false}>
        {parts.over}
        <ShapeBar />
        <ZoomBar />
        <MiniMap />
        <HintLine />
        {parts.notes !== undefined && <div className={area.overlayNotes}>{parts.notes}</div>}
      </StageArea>
      {(parts.submit !== null || parts.actions !== undefined) && <Foot parts={parts} />}
      {isSideShown && <SidePanel {...parts} />}
    </div>
  );
}
