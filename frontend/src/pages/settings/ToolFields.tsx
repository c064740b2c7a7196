import { Switch } from "@mantine/core";
import { MoreFields, TextField, useI18n } from "@/panels/shared";
import type { FieldsProps } from "./SettingsPage";

/** What those who draw get beside the usual tools. */
export function ToolFields({ values, change, problem }: FieldsProps) {
  const { t } = useI18n();
  const given = [
    values.has_superpixels && t("settings.superpixels"),
    values.plugin !== "" && t("shared.valueOf", { name: t("settings.plugin"), value: values.plugin }), // prettier-ignore
  ];
  return (
    <MoreFields
      title={t("settings.tools")}
      differing={given.filter((words) => words !== false)}
      paths={["has_superpixels", "plugin"]}
      problem={problem}
    >
      <Switch
        label={t("settings.superpixels")}
        description={t("settings.superpixelsHint")}
        checked={values.has_superpixels}
        onChange={(event) => change({ has_superpixels: event.currentTarget.checked })}
      />
      <TextField
        label={t("settings.plugin")}
        description={t("settings.pluginHint")}
        value={values.plugin}
        onChange={(event) => change({ plugin: event.currentTarget.value.trim() })}
        maxLength={40}
        problem={problem}
        path="plugin"
      />
    </MoreFields>
  );
}
