import type { SchemaField } from "@/model/schema";
import { useI18n } from "@/panels/shared";

type Asked = Pick<SchemaField, "options">;

/** What an answer to a question, or an attribute, is called: options by name, several in a list. */
export function useWord(): (asked: Asked, value: unknown) => string {
  const { t, list, number } = useI18n();
  return function word(asked: Asked, value: unknown): string {
    if (value === null || value === undefined) return "–";
    if (typeof value === "boolean") return value ? t("consensus.yes") : t("consensus.no");
    if (typeof value === "number") return number(value);
    if (Array.isArray(value)) {
      return value.length === 0
        ? t("consensus.noneOfThem")
        : list(value.map((one) => word(asked, one)));
    }
    return asked.options.find(({ key }) => key === value)?.name ?? String(value);
  };
}
