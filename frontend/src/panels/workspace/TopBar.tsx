import { ActionIcon, Menu } from "@mantine/core";
import { IconChevronLeft, IconDots, IconKeyboard } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { IconButton, Logo, useI18n } from "@/panels/shared";
import { useKeptShortcut } from "./stored-keys";
import classes from "./TopBar.module.css";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

export interface TopBarProps {
  projectName: string;
  guidelineNumber: string | null;
  itemName: string;
  /** "18 today", in the middle. */
  progress: ReactNode;
  price: string | null;
  /** Saved, saving, kept on this device; on a phone a mark alone. */
  saved: ReactNode;
  /** The ring of the lease. */
  lease: ReactNode;
  isPhone: boolean;
  /** Entries of the menu under the dots. */
  menu: ReactNode;
  onBack: () => void;
  onKeys: () => void;
}

/** The bar over the workspace: which task this is, how far one is, how long it is held. */
export function TopBar(props: TopBarProps) {
  return props.isPhone ? <PhoneBar {...props} /> : <DeskBar {...props} />;
}

function DeskBar(props: TopBarProps) {
  const { t } = useI18n();
  return (
    <header className={classes.bar}>
      <Back onBack={props.onBack} />
      <Logo />
      <h1 className={classes.project}>{props.projectName}</h1>
      {props.guidelineNumber !== null && (
        <span className={classes.guideline}>
          {t("workspace.guidelineVersion", { number: props.guidelineNumber })}
        </span>
      )}
      <bdi className={classes.item}>{props.itemName}</bdi>
      <div className={classes.progress}>{props.progress}</div>
      {props.saved}
      {props.lease}
      {props.price !== null && (
        <span className={classes.price}>
          <strong>{props.price}</strong> {t("workspace.thisTask")}
        </span>
      )}
      <IconButton
        size={32}
        label={t("workspace.keysTitle")}
        shortcut={useKeptShortcut("panel.keys")}
        icon={<IconKeyboard {...ICON} />}
        onClick={props.onKeys}
      />
      <More menu={props.menu} />
    </header>
  );
}

function PhoneBar(props: TopBarProps) {
  const { t } = useI18n();
  return (
    <header className={classes.bar}>
      <Back onBack={props.onBack} size={44} />
      <div className={classes.titles}>
        <h1 className={classes.project}>{props.projectName}</h1>
        <div className={classes.sub}>
          {props.price !== null && (
            <span>
              {props.price} {t("workspace.thisTask")},{" "}
            </span>
          )}
          {props.progress}
        </div>
      </div>
      {props.saved}
      {props.lease}
      <More menu={props.menu} size={44} />
    </header>
  );
}

function Back({ onBack, size = 32 }: { onBack: () => void; size?: number }) {
  const { t } = useI18n();
  return (
    <IconButton
      size={size}
      label={t("workspace.back")}
      icon={<IconChevronLeft {...ICON} className={classes.mirrored} />}
      onClick={onBack}
    />
  );
}

function More({ menu, size = 32 }: { menu: ReactNode; size?: number }) {
  const { t } = useI18n();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={size} aria-label={t("workspace.more")}>
          <IconDots {...ICON} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{menu}</Menu.Dropdown>
    </Menu>
  );
}
