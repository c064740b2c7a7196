import { CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import classes from "./CopyBox.module.css";
import { useI18n } from "./I18n";
import { IconButton } from "./IconButton";

interface CopyBoxProps {
  /** What it is: "SHA-256 of the manifest". */
  label: string;
  text: string;
}

/** A command, a key or a checksum with a button that copies it. */
export function CopyBox({ label, text }: CopyBoxProps) {
  const { t } = useI18n();
  return (
    <div>
      <div className={classes.label}>{label}</div>
      <div className={classes.box}>
        <bdi className={classes.text}>{text}</bdi>
        <CopyButton value={text} timeout={2000}>
          {({ copied, copy }) => (
            <IconButton
              label={copied ? t("shared.copied") : t("shared.copy", { what: label })}
              icon={
                copied ? <IconCheck size={18} stroke={1.6} /> : <IconCopy size={18} stroke={1.6} />
              }
              size={30}
              onClick={copy}
            />
          )}
        </CopyButton>
      </div>
    </div>
  );
}
