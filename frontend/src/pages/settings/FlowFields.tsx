import { MoreFields, SelectField, useDiffering, useI18n } from "@/panels/shared";
import usual from "./defaults.json";
import { type SettingsNumber, SettingsNumbers } from "./PlanFields";
import type { FieldsProps } from "./SettingsPage";
import type { Values } from "./use-settings";

const FLOWS = { draw: "settings.flowDraw", draw_verify: "settings.flowDrawVerify" } as const;
const PATHS = ["flow", "verdicts_wanted", "verdict_audit_share"];

/** The steps an item goes through, and how many people verify. */
export function FlowFields(props: FieldsProps) {
  const { values, change, problem } = props;
  const { t } = useI18n();
  const differing = useDiffering();
  const isVerified = values.flow === "draw_verify";
  const verdicts: readonly SettingsNumber[] = [
    {
      key: "verdicts_wanted",
      label: t("settings.verdicts"),
      note: t("settings.verdictsNote"),
      min: 1,
      max: 5,
    },
  ];
  const audit: readonly SettingsNumber[] = [
    {
      key: "verdict_audit_share",
      label: t("settings.verdictAudit"),
      note: t("settings.verdictAuditHint"),
      unit: t("settings.unitPercent"),
      one: 0.01,
      max: 100,
    },
  ];
  const numbers = !isVerified ? [] : values.verdicts_wanted === 1 ? [...verdicts, ...audit] : verdicts; // prettier-ignore
  const steps = values.flow === usual.flow ? [] : [t(FLOWS[values.flow])];
  return (
    <MoreFields
      title={t("settings.flow")}
      differing={[...steps, ...differing(numbers, values, usual)]}
      paths={PATHS}
      problem={problem}
    >
      <SelectField
        label={t("settings.flow")}
        description={t("settings.flowHint")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        data={Object.entries(FLOWS).map(([value, text]) => ({ value, label: t(text) }))}
        value={values.flow}
        onChange={(flow) => {
          if (flow !== null) change({ flow: flow as Values["flow"] });
        }}
        problem={problem}
        path="flow"
      />
      <SettingsNumbers numbers={numbers} {...props} />
    </MoreFields>
  );
}
