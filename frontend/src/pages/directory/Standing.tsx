import { StatusBadge, type Tone, useI18n } from "@/panels/shared";
import { type CommunitySeen, STATE_NAMES } from "./types";

const TONES = {
  active: "good",
  paused: "caution",
  ineligible: "caution",
  left: "quiet",
  removed: "problem",
} as const satisfies Record<keyof typeof STATE_NAMES, Tone>;

/** How the reader stands to a community, in one word. */
export function Standing({ of }: { of: CommunitySeen }) {
  const { t } = useI18n();
  const { membership, application, is_met: isMet } = of;
  if (membership?.state === "ineligible" && isMet) {
    return <StatusBadge tone="caution">{t("directory.noPlace")}</StatusBadge>;
  }
  if (membership !== null) {
    return (
      <StatusBadge tone={TONES[membership.state]}>{t(STATE_NAMES[membership.state])}</StatusBadge>
    );
  }
  if (application?.state === "submitted") {
    return <StatusBadge tone="active">{t("directory.applied")}</StatusBadge>;
  }
  if (of.is_closed) return <StatusBadge tone="quiet">{t("directory.closed")}</StatusBadge>;
  if (isMet && of.no_place_by !== null) {
    return <StatusBadge tone="caution">{t("directory.noPlaceNow")}</StatusBadge>;
  }
  return (
    <StatusBadge tone={isMet ? "good" : "quiet"}>
      {isMet ? t("directory.fits") : t("directory.missing")}
    </StatusBadge>
  );
}
