import { useNetwork } from "@mantine/hooks";
import { IconCloudOff } from "@tabler/icons-react";
import { useI18n } from "./I18n";
import classes from "./OfflineBanner.module.css";

/** Says that the device is offline, and what is safe. */
export function OfflineBanner() {
  const { t } = useI18n();
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <div className={classes.banner}>
          <IconCloudOff size={18} stroke={1.6} aria-hidden />
          {t("shared.offline")}
        </div>
      )}
    </div>
  );
}
