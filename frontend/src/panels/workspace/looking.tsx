/** What stages have in common that are only looked at: layers, playback, a picture alone. */

import { useState } from "react";
import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { StageEngine, type StageAids, type StagePicture } from "./engine/stage-engine";
import { MiniMap } from "./MiniMap";
import { PictureSettings } from "./PictureSettings";
import { keptLook, useLookKept } from "./stored-look";
import { useStageAids } from "./use-stage-aids";
import { ZoomBar } from "./ZoomBar";

interface Looked {
  picture: StagePicture;
  schema: LabelSchema;
  /** Where it begins. */
  document: AnnotationDocument;
  aids?: StageAids | null | undefined;
}

/** An engine that takes no changes, and shows pictures as this person likes them. */
export function useLookingEngine({ picture, schema, document, aids }: Looked): StageEngine {
  const [engine] = useState(() => {
    const awaitsAids = aids !== undefined;
    const work = { document, schema, picture, canEdit: false, awaitsAids };
    const made = new StageEngine({ ...work, tool: "browse" });
    made.bench.run(...keptLook());
    return made;
  });
  useLookKept(engine);
  useStageAids(engine, aids);
  return engine;
}

/** Zoom, how the picture is shown, and where in it one is. */
export function LookingBars() {
  return (
    <>
      <ZoomBar>
        <PictureSettings isPictureAlone />
      </ZoomBar>
      <MiniMap />
    </>
  );
}
