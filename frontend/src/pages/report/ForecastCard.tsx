import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import { serverNow } from "@/api/server-clock";
import { Card, Figure, Figures, Query, useI18n } from "@/panels/shared";

const PATH = "/api/v1/projects/{project_id}/forecast";
type Forecast = Answered<typeof PATH>;
const HOUR_MS = 3_600_000;

/** What the open batches still take: answers, money and time, each with its interval. */
export function ForecastCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const forecast = useQuery(apiQuery(PATH, { params: { path: { project_id: projectId } } }));
  return (
    <Card title={t("report.forecast")} note={t("report.forecastWhat")}>
      <Query of={forecast}>{(data) => <Left forecast={data} />}</Query>
    </Card>
  );
}

function Left({ forecast }: { forecast: Forecast }) {
  const { t, number } = useI18n();
  const { labels, verdicts, overlap } = forecast;
  if (labels.value === 0 && verdicts.value === 0) return <p>{t("report.nothingOpen")}</p>;
  return (
    <>
      <Figures>
        <Needed label={t("report.answersNeeded")} figure={labels} />
        {verdicts.value !== 0 && <Needed label={t("report.verdictsNeeded")} figure={verdicts} />}
        <Cost forecast={forecast} />
        <Done forecast={forecast} />
      </Figures>
      <p>
        {overlap.value === null
          ? t("report.fixedOverlap")
          : t(overlap.n === 0 ? "report.overlapUnknown" : "report.overlap", {
              value: number(overlap.value, 1),
              lower: number(overlap.lower ?? 0, 1),
              upper: number(overlap.upper ?? 0, 1),
              n: overlap.n ?? 0,
            })}
      </p>
    </>
  );
}

function Needed({ label, figure }: { label: string; figure: Forecast["labels"] }) {
  const { number } = useI18n();
  const whole = (value: number) => number(Math.round(value));
  return (
    <Figure
      label={label}
      value={whole(figure.value ?? 0)}
      note={<Likely lower={figure.lower} upper={figure.upper} format={whole} />}
    />
  );
}

function Cost({ forecast }: { forecast: Forecast }) {
  const { t, money } = useI18n();
  const { cost, spent } = forecast;
  const inAll = (value: number) => money(Math.round(value) + spent.amount_minor, spent.currency);
  if (cost.value === null) {
    return <Figure label={t("report.costInAll")} value="–" note={cost.undefined_reason} />;
  }
  return (
    <Figure
      label={t("report.costInAll")}
      value={inAll(cost.value)}
      note={
        <>
          <Likely lower={cost.lower} upper={cost.upper} format={inAll} />,{" "}
          {t("report.spentSoFar", { amount: money(spent.amount_minor, spent.currency) })}
        </>
      }
    />
  );
}

function Done({ forecast }: { forecast: Forecast }) {
  const { t, day, duration } = useI18n();
  const { hours } = forecast;
  const [now] = useState(serverNow);
  if (hours.value === null) {
    return <Figure label={t("report.done")} value="–" note={hours.undefined_reason} />;
  }
  const isSoon = (hours.upper ?? hours.value) < 48;
  const at = (value: number) =>
    isSoon ? duration(value * 3600) : day(new Date(now + value * HOUR_MS).toISOString());
  return (
    <Figure
      label={t(isSoon ? "report.timeLeft" : "report.done")}
      value={at(hours.value)}
      note={
        hours.upper === null ? (
          t("report.paceUnknown")
        ) : (
          <Likely lower={hours.lower} upper={hours.upper} format={at} />
        )
      }
    />
  );
}

interface LikelyProps {
  lower: number | null;
  upper: number | null;
  format: (value: number) => string;
}

/** The doubt; "exactly" where there is none. */
function Likely({ lower, upper, format }: LikelyProps) {
  const { t } = useI18n();
  if (lower === null || upper === null) return null;
  if (format(lower) === format(upper)) return t("report.exactly");
  return t("report.likely", { lower: format(lower), upper: format(upper) });
}
