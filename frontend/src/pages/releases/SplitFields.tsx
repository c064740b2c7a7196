import { SimpleGrid } from "@mantine/core";
import { NumberField, Section, SelectField, TextField, useI18n } from "@/panels/shared";
import { METHODS, type SplitMethod, testPercent } from "./plan";
import type { PlanFieldsProps } from "./WhichItems";

const NAMES = {
  none: "releases.notDivided",
  random: "releases.byLot",
  stratified: "releases.byLabel",
  grouped: "releases.byGroup",
} as const;

/** Train, validation and test: how, how large, by which seed. */
export function SplitFields({ draft, change }: PlanFieldsProps) {
  const { t, number } = useI18n();
  return (
    <Section title={t("releases.parts")} note={t("releases.partsNote")}>
      <SelectField
        maw={320}
        label={t("releases.method")}
        value={draft.method}
        data={METHODS.map((value) => ({ value, label: t(NAMES[value]) }))}
        onChange={(method) => change({ method: method as SplitMethod })}
      />
      {draft.method === "grouped" && (
        <TextField
          mt={12}
          maw={320}
          label={t("releases.groupKey")}
          description={t("releases.groupKeyHint")}
          value={draft.groupKey}
          onChange={(event) => change({ groupKey: event.currentTarget.value })}
        />
      )}
      {draft.method !== "none" && (
        <SimpleGrid mt={12} cols={{ base: 1, sm: 3 }} style={{ alignItems: "end" }}>
          <NumberField
            label={t("releases.train")}
            value={draft.trainPercent}
            onChange={(trainPercent) => change({ trainPercent })}
            max={100}
            suffix=" %"
          />
          <NumberField
            label={t("releases.val")}
            value={draft.valPercent}
            onChange={(valPercent) => change({ valPercent })}
            max={100}
            suffix=" %"
            description={t("releases.testLeft", { percent: number(testPercent(draft)) })}
          />
          <NumberField
            label={t("releases.seed")}
            description={t("releases.seedHint")}
            value={draft.seed}
            onChange={(seed) => change({ seed })}
            allowDecimal={false}
          />
        </SimpleGrid>
      )}
    </Section>
  );
}
