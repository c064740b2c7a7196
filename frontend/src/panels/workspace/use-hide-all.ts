import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useI18n } from "@/panels/shared";
import { areAllHidden } from "@/tools/state-commands";
import { useBench, useEngine } from "./engine/context";

/** The button that takes all shapes out of sight, or brings them back: its words, its eye, what it does. */
export function useHideAll() {
  const { t } = useI18n();
  const { bench } = useEngine();
  const areHidden = useBench(areAllHidden);
  return [
    t(areHidden ? "workspace.showAll" : "workspace.hideAll"),
    areHidden ? IconEyeOff : IconEye,
    () => bench.carryOut("shape.hide_all"),
  ] as const;
}
