import { type NumberInputProps, SimpleGrid } from "@mantine/core";
import { NumberField, OfferField, Section, SelectField, useI18n } from "@/panels/shared";
import { METHODS, type SplitMethod, testPercent } from "./plan";
import { useMetadataKeys } from "@/pages/items/metadata";
import type { PlanFieldsProps } from "./WhichItems";

const NAMES = {
  none: "releases.notDivided",
  random: "releases.byLot",
  stratified: "releases.byLabel",
  grouped: "releases.byGroup",
} as const;

/** So that fields with and without a hint stand in one line. */
const HINT_BELOW: Required<NumberInputProps>["inputWrapperOrder"] = [
  "label",
  "input",
  "description",
  "error",
];

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
      {draft.method === "grouped" && <GroupKey draft={draft} change={change} />}
      {draft.method !== "none" && (
        <SimpleGrid mt={12} cols={{ base: 1, sm: 3 }} style={{ alignItems: "start" }}>
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
            inputWrapperOrder={HINT_BELOW}
            description={t("releases.testLeft", { percent: number(testPercent(draft)) })}
          />
          <NumberField
            label={t("releases.seed")}
            inputWrapperOrder={HINT_BELOW}
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

/** By which metadata pictures stay together; what was said of the project's pictures is offered. */
function GroupKey({ draft, change }: PlanFieldsProps) {
  const { t } = useI18n();
  const keys = useMetadataKeys();
  return (
    <OfferField
      mt={12}
      maw={320}
      label={t("releases.groupKey")}
      description={t("releases.groupKeyHint")}
      value={draft.groupKey}
      offers={keys.map(({ key, item_count: n }) => ({ value: key, n }))}
      onChange={(groupKey) => change({ groupKey })}
    />
  );
}
