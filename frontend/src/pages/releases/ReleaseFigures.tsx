import { Figure, Figures, useI18n } from "@/panels/shared";
import type { Release } from "./state";

/** What a release holds and how sure it is, in a line of figures. */
export function ReleaseFigures({ release }: { release: Release }) {
  const { figures } = release;
  return figures === null ? null : <Known release={release} figures={figures} />;
}

interface KnownProps {
  release: Release;
  figures: NonNullable<Release["figures"]>;
}

function Known({ release, figures }: KnownProps) {
  const { t, number } = useI18n();
  const { alpha, expected_iou: iou } = figures;
  return (
    <Figures>
      <Figure
        label={t("releases.items")}
        value={number(figures.items)}
        note={t("releases.nothingHere", { n: figures.nothing_here })}
      />
      <Figure label={t("releases.shapes")} value={number(figures.shapes)} />
      {figures.submissions_each !== null && (
        <Figure
          label={t("releases.submissionsEach")}
          value={number(figures.submissions_each)}
          note={t("releases.annotators", { n: figures.annotators })}
        />
      )}
      {alpha !== null && <Alpha alpha={alpha} />}
      {iou !== null && (
        <Figure
          label={t("releases.expectedIou")}
          value={number(iou.median, 2)}
          note={t(release.is_calibrated ? "releases.iouCalibrated" : "releases.expectedIouNote")}
        />
      )}
      {figures.mean_confidence !== null && (
        <Figure
          label={t("releases.confidence")}
          value={number(figures.mean_confidence, 2)}
          note={t(release.is_calibrated ? "releases.calibrated" : "releases.confidenceNote")}
        />
      )}
    </Figures>
  );
}

function Alpha({ alpha }: { alpha: NonNullable<NonNullable<Release["figures"]>["alpha"]> }) {
  const { t, number, bounds } = useI18n();
  const { value, lower, upper, undefined_reason: why } = alpha;
  return (
    <Figure
      label={t("releases.alpha")}
      value={value === null ? t("releases.notKnown") : number(value, 2)}
      note={lower !== null && upper !== null ? bounds(lower, upper) : why}
    />
  );
}
