import { SimpleGrid } from "@mantine/core";
import { MoreFields, SelectField, useDiffering, useI18n } from "@/panels/shared";
import { METHODS } from "@/pages/report/words";
import usual from "./defaults.json";
import { type SettingsNumber, SettingsNumbers } from "./PlanFields";
import type { FieldsProps } from "./SettingsPage";
import type { Values } from "./use-settings";

const CALIBRATIONS = {
  auto: "settings.calibrationAuto",
  temperature: "settings.calibrationTemperature",
  isotonic: "settings.calibrationIsotonic",
  none: "settings.calibrationNone",
} as const;

/** How several answers become one label, and when a label needs a reviewer. */
export function ConsensusFields(props: FieldsProps) {
  const { values, change, problem } = props;
  const { t } = useI18n();
  const differing = useDiffering();
  const numbers: readonly SettingsNumber[] = [
    {
      key: "target_confidence",
      label: t("settings.target"),
      note: t("settings.targetNote"),
      min: 0.5,
      max: 0.999,
      step: 0.05,
    },
    {
      key: "shape_kept_from",
      label: t("settings.keptFrom"),
      note: t("settings.keptFromNote"),
      min: 0.05,
      max: 0.95,
      step: 0.05,
    },
    {
      key: "disputed_below",
      label: t("settings.disputedBelow"),
      note: t("settings.disputedBelowNote"),
      max: 0.95,
      step: 0.05,
    },
  ];
  const { consensus_method: method, calibration_method: calibration } = values;
  const chosen = [
    method !== usual.consensus_method && t(METHODS[method] ?? method),
    calibration !== usual.calibration_method &&
      t("shared.valueOf", { name: t("settings.calibration"), value: t(CALIBRATIONS[calibration]) }),
  ].filter((words) => words !== false);
  return (
    <MoreFields
      title={t("settings.consensus")}
      differing={[...chosen, ...differing(numbers, values, usual)]}
      paths={["consensus_method", "calibration_method", ...numbers.map(({ key }) => key)]}
      problem={problem}
    >
      <p>{t("settings.consensusHint")}</p>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <SelectField
          label={t("settings.method")}
          data={Object.entries(METHODS).map(([value, text]) => ({ value, label: t(text) }))}
          value={method}
          onChange={(value) => {
            if (value !== null) change({ consensus_method: value as Values["consensus_method"] });
          }}
          problem={problem}
          path="consensus_method"
        />
        <SelectField
          label={t("settings.calibration")}
          data={Object.entries(CALIBRATIONS).map(([value, text]) => ({ value, label: t(text) }))}
          value={calibration}
          onChange={(value) => {
            if (value !== null) {
              change({ calibration_method: value as Values["calibration_method"] });
            }
          }}
          problem={problem}
          path="calibration_method"
        />
      </SimpleGrid>
      <SettingsNumbers numbers={numbers} {...props} />
    </MoreFields>
  );
}
