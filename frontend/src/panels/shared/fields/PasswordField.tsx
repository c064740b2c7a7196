import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useI18n } from "../I18n";
import { type Refusable, messageOf } from "./refusable";

export function PasswordField({ problem = null, path, ...props }: PasswordInputProps & Refusable) {
  const { t } = useI18n();
  return (
    <PasswordInput
      error={messageOf({ problem, path: path ?? "" })}
      visibilityToggleButtonProps={{ "aria-label": t("shared.showPassword"), tabIndex: 0 }}
      {...props}
    />
  );
}
