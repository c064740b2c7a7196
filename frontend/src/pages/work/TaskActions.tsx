import { Button, Menu } from "@mantine/core";
import { IconPhotoOff, IconPlayerSkipForward } from "@tabler/icons-react";
import type { SkipReason } from "@/api/work";
import { useI18n } from "@/panels/shared";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

interface SkipProps {
  /** The task is done with: nothing can be done with it any more. */
  isOver: boolean;
  onSkip: (reason: SkipReason) => void;
}

interface TaskMenuProps extends SkipProps {
  onGiveBack: () => void;
  /** Null where a button of the bar does it. */
  onKeys: (() => void) | null;
}

/** What else can be done with a task than to do it: the entries of the menu under the dots. */
export function TaskMenu({ isOver, onSkip, onGiveBack, onKeys }: TaskMenuProps) {
  const { t } = useI18n();
  return (
    <>
      <Menu.Item
        leftSection={<IconPlayerSkipForward {...ICON} />}
        disabled={isOver}
        onClick={() => onSkip("cannot_tell")}
      >
        {t("work.skip")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPhotoOff {...ICON} />}
        disabled={isOver}
        onClick={() => onSkip("bad_image")}
      >
        {t("work.badImage")}
      </Menu.Item>
      <Menu.Item disabled={isOver} onClick={onGiveBack}>
        {t("work.giveBack")}
      </Menu.Item>
      {onKeys !== null && <Menu.Item onClick={onKeys}>{t("work.keys")}</Menu.Item>}
    </>
  );
}

/** The two ways past a task, under the picture. */
export function SkipButtons({ isOver, onSkip }: SkipProps) {
  const { t } = useI18n();
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconPlayerSkipForward {...ICON} />}
        disabled={isOver}
        onClick={() => onSkip("cannot_tell")}
      >
        {t("work.skip")}
      </Button>
      <Button
        variant="subtle"
        leftSection={<IconPhotoOff {...ICON} />}
        disabled={isOver}
        onClick={() => onSkip("bad_image")}
      >
        {t("work.badImage")}
      </Button>
    </>
  );
}
