import { Button } from "@mantine/core";
import { IconClockPause, IconListCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { serverNow } from "@/api/server-clock";
import type { EmptyClaim } from "@/api/work";
import { ButtonLink } from "@/pages/shell/Link";
import { EmptyState, useI18n } from "@/panels/shared";

const TITLES = {
  nothing_left: "work.emptyNothingLeft",
  all_leased: "work.emptyAllLeased",
  comparing: "work.emptyComparing",
  not_eligible: "work.emptyNotEligible",
  daily_cap: "work.emptyDailyCap",
  share_cap: "work.emptyShareCap",
  paused: "work.emptyPaused",
  opens_later: "work.emptyOpensLater",
  other_audience: "work.emptyOtherAudience",
  closed: "work.emptyClosed",
} as const;

/** A timer takes no more than 24 days; and who waits for a day does not keep the page open. */
const LONGEST_WAIT_SECONDS = 24 * 3600;

/** Why there is no task now, when there may be one, and what to do about it. */
export function EmptyTask({
  claim,
  projectId,
  onRetry,
}: {
  claim: EmptyClaim;
  projectId: number;
  onRetry: () => void;
}) {
  const { t, duration, moment } = useI18n();
  const seconds = claim.retry_after_seconds;
  const looksAgain = seconds !== null && seconds <= LONGEST_WAIT_SECONDS;
  const [backAt] = useState(() => new Date(serverNow() + (seconds ?? 0) * 1000).toISOString());
  useEffect(() => {
    if (seconds === null || !looksAgain) return undefined;
    const timer = setTimeout(onRetry, seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds, looksAgain, onRetry]);
  const params = { projectId };
  return (
    <EmptyState
      icon={claim.reason === "nothing_left" ? IconListCheck : IconClockPause}
      title={t(claim.is_restricted ? "work.emptyRestricted" : TITLES[claim.reason])}
      action={
        <>
          {claim.is_restricted ? (
            <ButtonLink variant="filled" to="/quality">
              {t("work.toMyQuality")}
            </ButtonLink>
          ) : claim.reason === "not_eligible" ? (
            <ButtonLink variant="filled" to="/training/$projectId" params={params}>
              {t("work.seeWhatIsMissing")}
            </ButtonLink>
          ) : (
            <ButtonLink variant="filled" to="/home">
              {t("work.toOtherWork")}
            </ButtonLink>
          )}
          <Button variant="subtle" onClick={onRetry}>
            {t("work.lookAgain")}
          </Button>
        </>
      }
    >
      {claim.detail}{" "}
      {seconds !== null && seconds > 3600 && `${t("work.comeBackAt", { at: moment(backAt) })} `}
      {looksAgain && t("work.looksAgainIn", { time: duration(seconds) })}
    </EmptyState>
  );
}
