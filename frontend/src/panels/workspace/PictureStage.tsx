import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { Announcer } from "./Announcer";
import { EngineProvider } from "./engine/context";
import type { StagePicture } from "./engine/stage-engine";
import { LookingBars, useLookingEngine } from "./looking";
import classes from "./PictureStage.module.css";
import { StageArea } from "./StageArea";

const NOTHING_ASKED = readSchema({ version: 1, labels: [], questions: [] });

/** A picture without shapes, to look at closely. Give another picture a key. */
export function PictureStage({ picture }: { picture: StagePicture }) {
  const { t } = useI18n();
  const engine = useLookingEngine({ picture, schema: NOTHING_ASKED, document: EMPTY_DOCUMENT });
  return (
    <EngineProvider value={engine}>
      <div className={classes.stage}>
        <StageArea label={t("workspace.stage", { name: picture.alt })} isPhone={false}>
          <LookingBars />
        </StageArea>
      </div>
      <Announcer />
    </EngineProvider>
  );
}
