import { StatusBadge, useI18n } from "@/panels/shared";
import { APPEAL_NAMES, APPEAL_TONES, type AppealState } from "./words";

/** What became of an appeal, in a word. */
export function AppealBadge({ state }: { state: AppealState }) {
  const { t } = useI18n();
  return <StatusBadge tone={APPEAL_TONES[state]}>{t(APPEAL_NAMES[state])}</StatusBadge>;
}
