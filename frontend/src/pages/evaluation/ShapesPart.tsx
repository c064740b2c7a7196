import { useState } from "react";
import { Card, CardGrid, Figures, useI18n } from "@/panels/shared";
import { ConfusionCard } from "./ConfusionCard";
import { CountsCard } from "./CountsCard";
import { CurveCard } from "./CurveCard";
import { columnsBeside } from "./columns-beside";
import { type Chosen, firstChoice } from "./counts";
import classes from "./Evaluation.module.css";
import { Measure } from "./Measure";
import type { Report, ShapesReport } from "./types";
import { UnsureErrors } from "./UnsureErrors";
import { WorstCard } from "./WorstCard";

interface ShapesPartProps {
  report: ShapesReport;
  evaluationId: number;
  whole: Report;
}

/** Everything about drawn objects; the sliders' choice holds for all cards. */
export function ShapesPart({ report, evaluationId, whole }: ShapesPartProps) {
  const [chosen, setChosen] = useState<Chosen>(() => firstChoice(report));
  return (
    <>
      <Headline report={report} />
      <CountsCard
        evaluationId={evaluationId}
        report={report}
        chosen={chosen}
        onChoose={setChosen}
      />
      <WorstCard evaluationId={evaluationId} whole={whole} report={report} chosen={chosen} />
      <CardGrid columns={columnsBeside(report.labels.length)}>
        <CurveCard report={report} />
        <ConfusionCard report={report} chosen={chosen} />
      </CardGrid>
      {report.noise.f1_ceiling.value !== null && <NoiseCard report={report} />}
    </>
  );
}

function Headline({ report }: { report: ShapesReport }) {
  const { t, number } = useI18n();
  const at = t("evaluation.at", {
    iou: number(report.iou, 2),
    confidence: number(report.confidence, 2),
  });
  return (
    <Card title={t("evaluation.headline")} note={report.has_scores ? at : undefined}>
      <Figures>
        <Measure label={t("evaluation.f1")} of={report.headline.f1} />
        <Measure label={t("evaluation.precision")} of={report.headline.precision} />
        <Measure label={t("evaluation.recall")} of={report.headline.recall} />
        <Measure label={t("evaluation.ap")} of={report.ap.ap} />
        <Measure label={t("evaluation.ap50")} of={report.ap.ap50} />
        <Measure label={t("evaluation.ap75")} of={report.ap.ap75} />
        <Measure label={t("evaluation.ar")} of={report.ap.ar} />
        {report.panoptic !== null && <Measure label={t("evaluation.pq")} of={report.panoptic.pq} />}
      </Figures>
      <p className={classes.note}>
        {t("evaluation.madeOf", {
          images: report.images,
          truths: report.truths,
          n: report.predictions,
        })}
      </p>
    </Card>
  );
}

function NoiseCard({ report }: { report: ShapesReport }) {
  const { t } = useI18n();
  const { noise } = report;
  return (
    <Card title={t("evaluation.noise")} note={t("evaluation.noiseNote")}>
      <Figures>
        <UnsureErrors of={noise} />
        <Measure
          label={t("evaluation.ceiling")}
          of={noise.f1_ceiling}
          note={t("evaluation.ceilingNote")}
        />
        <Measure
          label={t("evaluation.sureAp")}
          of={noise.sure_ap}
          note={t("evaluation.sureApNote")}
        />
      </Figures>
    </Card>
  );
}
