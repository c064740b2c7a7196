import { Button, Group } from "@mantine/core";
import { Callout, Code, useI18n } from "@/panels/shared";
import classes from "./Security.module.css";

interface RecoveryCodesProps {
  codes: readonly string[];
  onKept: () => void;
}

/** The codes for the day the phone is gone: they are shown this once. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useI18n();
  const file = `data:text/plain,${encodeURIComponent(`${codes.join("\n")}\n`)}`;
  return (
    <>
      <Callout tone="caution" title={t("security.codesTitle")}>
        <p>{t("security.codesWords")}</p>
      </Callout>
      <ul className={classes.codes} aria-label={t("security.codes")}>
        {codes.map((code) => (
          <li key={code}>
            <Code>{code}</Code>
          </li>
        ))}
      </ul>
      <Group>
        <Button component="a" href={file} download="guildmark-recovery-codes.txt" variant="filled">
          {t("security.download")}
        </Button>
        <Button onClick={onKept}>{t("security.kept")}</Button>
      </Group>
    </>
  );
}
