import { Callout, useI18n } from "@/panels/shared";

/** That all places for the reader's answer to a fact are taken, before anything is filled in. */
export function NoPlace({ fact }: { fact: string }) {
  const { t } = useI18n();
  return (
    <Callout tone="caution" title={t("directory.full", { fact })}>
      {t("directory.fullWords")}
    </Callout>
  );
}
