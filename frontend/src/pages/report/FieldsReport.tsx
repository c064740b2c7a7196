import { Card, CardGrid, Figure, Figures, Section, useI18n } from "@/panels/shared";
import { CalibrationCard } from "./CalibrationCard";
import type { Calibration, NumberReport } from "./types";

interface FieldsReportProps {
  numbers: readonly NumberReport[];
  /** Of all attributes of shapes together; null where the schema has none of classes. */
  attributes: Calibration | null;
}

/** What the confidences of questions of numbers, and of the attributes of shapes, are worth. */
export function FieldsReport({ numbers, attributes }: FieldsReportProps) {
  const { t } = useI18n();
  return (
    <>
      {numbers.map((one) => (
        <Section key={one.key} title={one.name}>
          <CardGrid columns="3fr 4fr">
            <NearEnough of={one} />
            <CalibrationCard
              calibration={one.calibration}
              note={t("report.calibrationWhat")}
              title={t("report.numberPlot", { name: one.name })}
              up={t("report.nearOnGold")}
            />
          </CardGrid>
        </Section>
      ))}
      {attributes !== null && (
        <Section title={t("report.attributes")}>
          <CardGrid columns="1fr 1fr">
            <CalibrationCard
              calibration={attributes}
              note={t("report.attributesWhat")}
              title={t("report.attributesPlot")}
              up={t("report.rightOnGold")}
            />
          </CardGrid>
        </Section>
      )}
    </>
  );
}

function NearEnough({ of }: { of: NumberReport }) {
  const { t, number, percent } = useI18n();
  const { tolerance, error, careful } = of;
  // Two digits that tell: an error of 0.0025 is not none.
  const precise = (value: number) =>
    number(value, value < 0.1 ? Math.min(6, 1 - Math.floor(Math.log10(value))) : undefined);
  const source = of.is_from_gold ? "report.nearGold" : "report.nearAnswers";
  return (
    <Card title={t("report.nearEnough")} note={t("report.nearWhat")}>
      {tolerance === null && <p>{t("report.nearUnknown")}</p>}
      <Figures>
        {tolerance !== null && (
          <Figure
            label={t("report.nearAt")}
            value={of.is_relative ? percent(tolerance) : precise(tolerance)}
            note={of.is_said ? t("report.nearSaid") : t(source, { n: of.n })}
          />
        )}
        {error !== null && (
          <Figure
            label={t("report.carefulError")}
            value={precise(error)}
            note={t("report.carefulErrorNote")}
          />
        )}
        {careful !== null && (
          <Figure
            label={t("report.careful")}
            value={percent(careful)}
            note={t("report.carefulNote")}
          />
        )}
      </Figures>
    </Card>
  );
}
