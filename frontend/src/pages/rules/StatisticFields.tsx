import { SimpleGrid } from "@mantine/core";
import { CheckField, NumberField, SelectField, TextField, useI18n } from "@/panels/shared";
import type { FieldsProps } from "./RuleEditor";
import type { StatisticKey } from "./types";
import { FIRST, STATISTIC_NAMES, STATISTIC_NOTES } from "./words";

/** What a rule is called, what it looks at, over how much, and from where on it fires. */
export function StatisticFields(props: FieldsProps & { passMark: number }) {
  const { draft, change, catalogue, problem, passMark } = props;
  const { t } = useI18n();
  const about = catalogue.statistics.find(({ key }) => key === draft.statistic);
  const names = Object.entries(STATISTIC_NAMES).map(([value, key]) => ({ value, label: t(key) }));
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextField
          label={t("rules.name")}
          value={draft.name}
          maxLength={80}
          onChange={(event) => change({ name: event.currentTarget.value })}
          problem={problem}
          path="name"
          required
        />
        <SelectField
          label={t("rules.statistic")}
          data={names}
          value={draft.statistic}
          onChange={(key) => {
            const statistic = key as StatisticKey;
            change({ statistic, ...FIRST[statistic] });
          }}
          problem={problem}
          path="statistic"
        />
      </SimpleGrid>
      <p>{t(STATISTIC_NOTES[draft.statistic])}</p>
      <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: "end" }}>
        {about?.last != null && (
          <>
            <NumberField
              label={t("rules.last")}
              value={draft.last ?? ""}
              onChange={(value) => change({ last: Number(value) })}
              min={1}
              max={about.last.high}
              problem={problem}
              path="last"
            />
            <NumberField
              label={t("rules.least")}
              value={draft.least}
              onChange={(value) => change({ least: Number(value) })}
              min={1}
              max={about.least.high}
              problem={problem}
              path="least"
            />
          </>
        )}
        <NumberField
          label={t(about?.operator === "at_least" ? "rules.atLeast" : "rules.below")}
          value={draft.threshold ?? passMark}
          onChange={(value) => change({ threshold: Number(value) })}
          disabled={draft.threshold === null}
          allowNegative
          step={about?.key === "pair_similarity" ? 0.001 : 0.05}
          problem={problem}
          path="threshold"
        />
      </SimpleGrid>
      {about?.can_be_pass_mark === true && (
        <CheckField
          label={t("rules.usePassMark")}
          checked={draft.threshold === null}
          onChange={(event) => change({ threshold: event.currentTarget.checked ? null : passMark })}
        />
      )}
    </>
  );
}
