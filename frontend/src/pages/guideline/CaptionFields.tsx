import { StatusBadge, TextField, useI18n } from "@/panels/shared";
import classes from "./Guideline.module.css";
import type { GuidelineVersion } from "./GuidelinePage";

/** Of examples in another language, by what the original says. */
export type Captions = Record<string, string>;

/** As they are saved: without blanks around them, and without those that say nothing. */
export function toldOf(captions: Captions): Captions {
  const told = Object.entries(captions).map(([original, text]) => [original, text.trim()] as const);
  return Object.fromEntries(told.filter(([, text]) => text !== ""));
}

interface CaptionFieldsProps {
  version: GuidelineVersion;
  language: string;
  captions: Captions;
  /** Those that people read as they are in the original, as far as they are saved. */
  lacking: readonly string[];
  onChange: (captions: Captions) => void;
}

/** The captions of the examples, each below what it says in the original. */
export function CaptionFields({
  version,
  language,
  captions,
  lacking,
  onChange,
}: CaptionFieldsProps) {
  const { t } = useI18n();
  const originals = [...new Set(version.examples.map(({ caption }) => caption))].filter(
    (caption) => caption.trim() !== "",
  );
  if (originals.length === 0) return null;
  return (
    <fieldset className={classes.captions}>
      <legend>{t("guideline.captions")}</legend>
      {lacking.length > 0 && (
        <StatusBadge tone="caution">
          {t("guideline.captionsLacking", { n: lacking.length })}
        </StatusBadge>
      )}
      {originals.map((original) => (
        <TextField
          key={original}
          mt="sm"
          label={original}
          lang={language}
          dir="auto"
          maxLength={200}
          value={captions[original] ?? ""}
          onChange={(event) => onChange({ ...captions, [original]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );
}
