import { TextField, useI18n } from "@/panels/shared";

interface EmailFieldProps {
  value: string;
  onChange: (email: string) => void;
  problem: Error | null;
}

/** The address somebody is known by. */
export function EmailField({ value, onChange, problem }: EmailFieldProps) {
  const { t } = useI18n();
  return (
    <TextField
      label={t("account.email")}
      type="email"
      name="email"
      autoComplete="username"
      required
      problem={problem}
      path="email"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
