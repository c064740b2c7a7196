import { SimpleGrid, Title } from "@mantine/core";
import { NumberField, SelectField, useI18n } from "@/panels/shared";
import { METHODS } from "@/pages/report/words";
import type { FieldsProps } from "./SettingsPage";
import type { Values } from "./use-settings";

const CALIBRATIONS = {
  auto: "settings.calibrationAuto",
  temperature: "settings.calibrationTemperature",
  isotonic: "settings.calibrationIsotonic",
  none: "settings.calibrationNone",
} as const;

/** How several answers become one label, and when a label needs a reviewer. */
export function ConsensusFields({ values, change, problem }: FieldsProps) {
  const { t } = useI18n();
  const numbers = [
    { key: "target_confidence", label: t("settings.target"), min: 0.5, max: 0.999 },
    { key: "shape_kept_from", label: t("settings.keptFrom"), min: 0.05, max: 0.95 },
    { key: "disputed_below", label: t("settings.disputedBelow"), min: 0, max: 0.95 },
  ] as const;
  return (
    <>
      <Title order={2}>{t("settings.consensus")}</Title>
      <p>{t("settings.consensusHint")}</p>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
        <SelectField
          label={t("settings.method")}
          data={Object.entries(METHODS).map(([value, text]) => ({ value, label: t(text) }))}
          value={values.consensus_method}
          allowDeselect={false}
          onChange={(method) => {
            if (method !== null) {
              change({ consensus_method: method as Values["consensus_method"] });
            }
          }}
          problem={problem}
          path="consensus_method"
        />
        <SelectField
          label={t("settings.calibration")}
          data={Object.entries(CALIBRATIONS).map(([value, text]) => ({ value, label: t(text) }))}
          value={values.calibration_method}
          allowDeselect={false}
          onChange={(kind) => {
            if (kind !== null) {
              change({ calibration_method: kind as Values["calibration_method"] });
            }
          }}
          problem={problem}
          path="calibration_method"
        />
        {numbers.map(({ key, label, min, max }) => (
          <NumberField
            key={key}
            label={label}
            value={values[key]}
            onChange={(value) => change({ [key]: Number(value) })}
            min={min}
            max={max}
            step={0.05}
            problem={problem}
            path={key}
          />
        ))}
      </SimpleGrid>
    </>
  );
}
