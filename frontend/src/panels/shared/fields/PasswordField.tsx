import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useI18n } from "../I18n";
import { useFault } from "./faults";
import type { Refusable } from "./refusable";

export function PasswordField({ problem = null, path, ...props }: PasswordInputProps & Refusable) {
  const { t } = useI18n();
  const fault = useFault({ ...props, problem, path });
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ "aria-label": t("shared.showPassword"), tabIndex: 0 }}
      {...props}
      {...fault}
    />
  );
}
