import { SimpleGrid, Title } from "@mantine/core";
import { NumberField, SelectField, useI18n } from "@/panels/shared";
import type { FieldsProps } from "./SettingsPage";
import type { Values } from "./use-settings";

const FLOWS = { draw: "settings.flowDraw", draw_verify: "settings.flowDrawVerify" } as const;

/** The steps an item goes through, and how many people verify. */
export function FlowFields({ values, change, problem }: FieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <Title order={2}>{t("settings.flow")}</Title>
      <p>{t("settings.flowHint")}</p>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
        <SelectField
          label={t("settings.flow")}
          data={Object.entries(FLOWS).map(([value, text]) => ({ value, label: t(text) }))}
          value={values.flow}
          onChange={(flow) => {
            if (flow !== null) change({ flow: flow as Values["flow"] });
          }}
          problem={problem}
          path="flow"
        />
        {values.flow === "draw_verify" && (
          <NumberField
            label={t("settings.verdicts")}
            value={values.verdicts_wanted}
            onChange={(value) => change({ verdicts_wanted: Number(value) })}
            min={1}
            max={5}
            step={1}
            problem={problem}
            path="verdicts_wanted"
          />
        )}
        {values.flow === "draw_verify" && values.verdicts_wanted === 1 && (
          <NumberField
            label={t("settings.verdictAudit")}
            description={t("settings.verdictAuditHint")}
            value={values.verdict_audit_share}
            onChange={(value) => change({ verdict_audit_share: Number(value) })}
            min={0}
            max={1}
            step={0.01}
            problem={problem}
            path="verdict_audit_share"
          />
        )}
      </SimpleGrid>
    </>
  );
}
