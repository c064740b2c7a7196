import { SimpleGrid } from "@mantine/core";
import { NumberField, SelectField, useI18n } from "@/panels/shared";
import type { FieldsProps } from "./RuleEditor";
import type { Action, Parameter } from "./types";
import { ACTION_NAMES, PARAMETER_NAMES } from "./words";

/** What happens to whom the rule is true of. */
export function ActionFields({ draft, change, catalogue, problem }: FieldsProps) {
  const { t } = useI18n();
  const about = catalogue.statistics.find(({ key }) => key === draft.statistic);
  const wanted = catalogue.actions.find(({ action }) => action === draft.action);
  const names = Object.entries(ACTION_NAMES).map(([value, key]) => ({ value, label: t(key) }));
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: "end" }}>
      <SelectField
        label={t("rules.action")}
        description={about?.is_ground_alone === false ? t("rules.gentle") : undefined}
        data={names}
        value={draft.action}
        onChange={(action) => change({ action: action as Action })}
        problem={problem}
        path="action"
      />
      {wanted?.parameters.map(({ key, high, low, is_whole: isWhole }) => {
        const name = key as Parameter;
        return (
          <NumberField
            key={name}
            label={t(PARAMETER_NAMES[name])}
            value={draft.parameters[name] ?? ""}
            onChange={(value) =>
              change({ parameters: { ...draft.parameters, [name]: Number(value) } })
            }
            min={low}
            max={high}
            step={isWhole ? 1 : 0.5}
            problem={problem}
            path={`parameters.${name}`}
          />
        );
      })}
    </SimpleGrid>
  );
}
