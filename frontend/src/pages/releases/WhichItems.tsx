import { Checkbox, Group } from "@mantine/core";
import { CheckField, NumberField, Section, useI18n } from "@/panels/shared";
import { DECIDED, type Decided, type PlanDraft } from "./plan";

export interface PlanFieldsProps {
  draft: PlanDraft;
  change: (part: Partial<PlanDraft>) => void;
}

const NAMES = {
  computed: "releases.computed",
  adjudicated: "releases.adjudicated",
  verified: "releases.verified",
  imported: "releases.imported",
} as const;

/** By who decided a label, how sure it is, and whether empty pictures belong in. */
export function WhichItems({ draft, change }: PlanFieldsProps) {
  const { t } = useI18n();
  return (
    <Section title={t("releases.which")}>
      <Checkbox.Group
        label={t("releases.decidedBy")}
        value={[...draft.decided]}
        onChange={(values) => change({ decided: values as Decided[] })}
      >
        <Group mt={6} gap={16}>
          {DECIDED.map((one) => (
            <Checkbox key={one} value={one} label={t(NAMES[one])} />
          ))}
        </Group>
      </Checkbox.Group>
      <NumberField
        mt={12}
        maw={320}
        label={t("releases.least")}
        description={t("releases.leastHint")}
        value={draft.leastPercent}
        onChange={(leastPercent) => change({ leastPercent })}
        max={100}
        suffix=" %"
      />
      <CheckField
        mt={12}
        label={t("releases.withEmpty")}
        checked={draft.hasEmpty}
        onChange={(event) => change({ hasEmpty: event.currentTarget.checked })}
      />
    </Section>
  );
}
