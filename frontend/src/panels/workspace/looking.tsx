/** What stages have in common that are only looked at: layers, playback, a picture alone. */

import { useState } from "react";
import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import type { KeysFor } from "@/tools/key-places";
import { StageEngine, type StageAids, type StagePicture } from "./engine/stage-engine";
import { MiniMap } from "./MiniMap";
import { PictureSettings } from "./PictureSettings";
import { areSingleKeysOn, keysInUse } from "./stored-keys";
import { keptLook, useLookKept } from "./stored-look";
import { useStageAids } from "./use-stage-aids";
import { ZoomBar } from "./ZoomBar";

interface Looked {
  picture: StagePicture;
  schema: LabelSchema;
  /** Where it begins. */
  document: AnnotationDocument;
  aids?: StageAids | null | undefined;
  /** Those of looking about where it is not said. */
  keysFor?: KeysFor;
}

/** An engine that takes no changes, shows pictures as this person likes them, and has their keys. */
export function useLookingEngine(looked: Looked): StageEngine {
  const { picture, schema, document, aids, keysFor = "looking" } = looked;
  const [engine] = useState(() => {
    const awaitsAids = aids !== undefined;
    const work = { document, schema, picture, canEdit: false, awaitsAids };
    const made = new StageEngine({ ...work, tool: "browse", keys: keysInUse(), keysFor });
    made.useSingleKeys(areSingleKeysOn());
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
