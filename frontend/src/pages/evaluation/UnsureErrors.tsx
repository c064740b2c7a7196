import { Figure, useI18n } from "@/panels/shared";

/** The share of errors where the people behind the label disagreed themselves. */
export function UnsureErrors({ of }: { of: { errors: number; unsure_errors: number } }) {
  const { t, share } = useI18n();
  return (
    <Figure
      label={t("evaluation.unsureErrors")}
      value={of.errors === 0 ? "–" : share(of.unsure_errors, of.errors)}
      note={t("evaluation.ofErrors", { n: of.errors })}
    />
  );
}
