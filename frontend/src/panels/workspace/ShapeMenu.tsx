import { ActionIcon, Kbd, Menu, Tooltip } from "@mantine/core";
import {
  IconArrowBarToDown,
  IconArrowBarToUp,
  IconArrowDown,
  IconArrowsJoin,
  IconArrowUp,
  IconClipboard,
  IconCopy,
  IconCopyPlus,
  IconDots,
  IconLine,
  IconLink,
  IconScribble,
  IconSlice,
  IconUnlink,
  type Icon,
} from "@tabler/icons-react";
import { useState } from "react";
import type { Shape } from "@/model/document";
import { useI18n } from "@/panels/shared";
import type { KeyAction } from "@/tools/key-table";
import { isJoined, isParted, isSliced } from "@/tools/parting/parts";
import { useBench, useEngine } from "./engine/context";
import { useShortcut } from "./stored-keys";

const ICON = { size: 16, stroke: 1.6, "aria-hidden": true } as const;

/** What is done to a shape less often: cut, join and group it, copy it, change the order. */
export function ShapeMenu({ shape, size = 30 }: { shape: Shape; size?: number }) {
  const { t } = useI18n();
  const isLocked = useBench((state) => state.lockedIds.has(shape.id));
  const hasCopied = useBench((state) => state.clipboard.length > 0);
  const canGroup = useBench((state) => state.document.shapes.length > 1);
  const [isOpen, setOpen] = useState(false);
  const canPart = isParted(shape.kind) && !isLocked;
  const canSlice = isSliced(shape.kind) && !isLocked;
  const canJoin = isJoined(shape.kind) && !isLocked;
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={setOpen} returnFocus>
      <Menu.Target>
        <Tooltip label={t("workspace.moreActions")} disabled={isOpen}>
          <ActionIcon size={size} aria-label={t("workspace.moreActions")}>
            <IconDots size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {canSlice && <Entry action="shape.slice" text={t("workspace.slice")} icon={IconSlice} />}
        {canPart && (
          <>
            <Entry action="shape.redraw" text={t("workspace.redraw")} icon={IconScribble} />
            <Entry action="shape.simplify" text={t("workspace.simplify")} icon={IconLine} />
          </>
        )}
        {canJoin && (
          <>
            <Entry action="shape.join" text={t("workspace.join")} icon={IconArrowsJoin} />
            <Menu.Divider />
          </>
        )}
        <Entry action="shape.copy" text={t("workspace.copy")} icon={IconCopy} />
        {hasCopied && (
          <Entry action="shape.paste" text={t("workspace.paste")} icon={IconClipboard} />
        )}
        <Entry action="shape.duplicate" text={t("workspace.duplicate")} icon={IconCopyPlus} />
        {canGroup && !isLocked && (
          <Entry action="shape.group" text={t("workspace.group")} icon={IconLink} />
        )}
        {shape.group_id !== undefined && !isLocked && (
          <Entry action="shape.ungroup" text={t("workspace.ungroup")} icon={IconUnlink} />
        )}
        <Menu.Divider />
        <Entry action="shape.forward" text={t("workspace.keyForward")} icon={IconArrowUp} />
        <Entry action="shape.backward" text={t("workspace.keyBackward")} icon={IconArrowDown} />
        <Entry action="shape.to_front" text={t("workspace.toFront")} icon={IconArrowBarToUp} />
        <Entry action="shape.to_back" text={t("workspace.toBack")} icon={IconArrowBarToDown} />
      </Menu.Dropdown>
    </Menu>
  );
}

interface EntryProps {
  action: KeyAction;
  text: string;
  icon: Icon;
}

function Entry({ action, text, icon: Glyph }: EntryProps) {
  const { bench } = useEngine();
  const keys = useShortcut(action);
  return (
    <Menu.Item
      leftSection={<Glyph {...ICON} />}
      rightSection={<Kbd size="xs">{keys}</Kbd>}
      onClick={() => bench.carryOut(action)}
    >
      {text}
    </Menu.Item>
  );
}
