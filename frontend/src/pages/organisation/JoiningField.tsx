import { SelectField, useI18n } from "@/panels/shared";
import type { Community } from "./criteria";

export type Joining = Community["joining"];
const JOINING = ["invite", "apply", "open"] as const;
const JOINING_NAMES = {
  open: "organisation.joinOpen",
  apply: "organisation.joinApply",
  invite: "organisation.joinInvite",
} as const satisfies Record<Joining, string>;

interface JoiningFieldProps {
  value: Joining;
  onChange: (value: Joining) => void;
}

/** How people come in, in the words of each way. */
export function JoiningField({ value, onChange }: JoiningFieldProps) {
  const { t } = useI18n();
  return (
    <SelectField
      label={t("organisation.joining")}
      data={JOINING.map((one) => ({ value: one, label: t(JOINING_NAMES[one]) }))}
      value={value}
      onChange={(next) => onChange(JOINING.find((one) => one === next) ?? value)}
    />
  );
}
