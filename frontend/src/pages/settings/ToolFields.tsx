import { Switch, Title } from "@mantine/core";
import { useI18n } from "@/panels/shared";
import type { FieldsProps } from "./SettingsPage";

/** What those who draw get beside the usual tools. */
export function ToolFields({ values, change }: FieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <Title order={2}>{t("settings.tools")}</Title>
      <Switch
        label={t("settings.superpixels")}
        description={t("settings.superpixelsHint")}
        checked={values.has_superpixels}
        onChange={(event) => change({ has_superpixels: event.currentTarget.checked })}
      />
    </>
  );
}
