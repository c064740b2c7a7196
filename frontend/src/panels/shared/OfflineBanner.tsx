import { useElementSize, useNetwork } from "@mantine/hooks";
import { IconCloudOff } from "@tabler/icons-react";
import { useEffect } from "react";
import { useI18n } from "./I18n";
import classes from "./OfflineBanner.module.css";

/** What pages that fill the screen leave to the banner. */
const SIZE = "--gm-banner-size";

/** Says that the device is offline, and what is safe. */
export function OfflineBanner() {
  const { t } = useI18n();
  const { online } = useNetwork();
  const { ref, height } = useElementSize<HTMLDivElement>();
  useEffect(() => {
    document.documentElement.style.setProperty(SIZE, `${height}px`);
    return () => void document.documentElement.style.removeProperty(SIZE);
  }, [height]);
  return (
    <div ref={ref} role="status">
      {!online && (
        <div className={classes.banner}>
          <IconCloudOff size={18} stroke={1.6} aria-hidden />
          {t("shared.offline")}
        </div>
      )}
    </div>
  );
}
