import { Menu, ActionIcon, Tooltip } from "@mantine/core";
import {
  IconCopy,
  IconCrop,
  IconEye,
  IconEyeOff,
  IconLock,
  IconLockOpen,
  IconStack,
  IconTags,
  IconTrash,
  IconX,
} from "@tabler/icons-react";
import { shapeOf, type Shape } from "@/model/document";
import { labelOf } from "@/model/schema";
import { sightAsked } from "@/model/sight";
import { boundsOfShape } from "@/model/shapes/registry";
import { IconButton, SchemaSwatch, useI18n } from "@/panels/shared";
import { useBench, useEngine, useRun } from "./engine/context";
import { DrawBar, FreehandSwitch } from "./DrawBar";
import { PointActions, PointBar } from "./PointActions";
import { ShapeMenu } from "./ShapeMenu";
import { useShortcut } from "./stored-keys";
import { useHasTouch } from "./use-is-phone";
import { kindWord, sizeWords } from "./words";
import classes from "./StageArea.module.css";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

/** What can be done with the chosen shape; it floats at the top of the stage. */
export function ShapeBar() {
  const { t } = useI18n();
  const isDrawing = useBench((state) => state.isWaiting);
  const shape = useBench((state) => shapeOf(state.document, state.chosenId));
  const schema = useBench((state) => state.schema);
  const canEdit = useBench((state) => state.canEdit);
  const hasTouch = useHasTouch();
  if (isDrawing) return <DrawBar />;
  if (shape === null) return hasTouch ? <FreehandSwitch /> : null;
  const label = labelOf(schema, shape.label);
  return (
    <div className={classes.bar} role="group" aria-label={t("workspace.chosenShape")}>
      <SchemaSwatch color={label?.color ?? 0} />
      <span className={classes.name}>{label?.name ?? shape.label}</span>
      <span className={classes.note}>
        {kindWord(shape.kind, t)}, <bdi>{sizeWords(boundsOfShape(shape), t)}</bdi>
      </span>
      {canEdit && <Actions shape={shape} />}
    </div>
  );
}

function Actions({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const run = useRun();
  const { bench } = useEngine();
  const isLocked = useBench((state) => state.lockedIds.has(shape.id));
  const isHidden = useBench((state) => state.hiddenIds.has(shape.id));
  const deleteKey = useShortcut("shape.delete");
  return (
    <>
      <span className={classes.divider} />
      {!isLocked && <LabelMenu shape={shape} />}
      {!isLocked && <PointActions shape={shape} />}
      {!isLocked && <SightButtons shape={shape} />}
      <IconButton
        size={30}
        label={t("workspace.duplicate")}
        shortcut={useShortcut("shape.duplicate")}
        icon={<IconCopy {...ICON} />}
        onClick={() => bench.carryOut("shape.duplicate")}
      />
      <IconButton
        size={30}
        label={isLocked ? t("workspace.unlock") : t("workspace.lock")}
        shortcut={useShortcut("shape.lock")}
        icon={isLocked ? <IconLock {...ICON} /> : <IconLockOpen {...ICON} />}
        onClick={() => run({ type: "toggle_locked", shapeId: shape.id })}
      />
      <IconButton
        size={30}
        label={isHidden ? t("workspace.show") : t("workspace.hide")}
        shortcut={useShortcut("shape.hide")}
        icon={isHidden ? <IconEyeOff {...ICON} /> : <IconEye {...ICON} />}
        onClick={() => run({ type: "toggle_hidden", shapeId: shape.id })}
      />
      {!isLocked && (
        <IconButton
          size={30}
          label={t("workspace.delete")}
          shortcut={deleteKey}
          icon={<IconTrash {...ICON} />}
          onClick={() => run({ type: "remove_shape", shapeId: shape.id })}
        />
      )}
      <ShapeMenu shape={shape} />
    </>
  );
}

/** Covered by something, cut off by the picture's edge: where the label asks for it. */
function SightButtons({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const { bench } = useEngine();
  const schema = useBench((state) => state.schema);
  const shortcuts = { occluded: useShortcut("shape.occluded"), truncated: useShortcut("shape.truncated") }; // prettier-ignore
  return sightAsked(shape, schema).map((key) => {
    const { icon: Glyph, text } = SIGHT_LOOKS[key];
    return (
      <IconButton
        key={key}
        size={30}
        label={t(text)}
        shortcut={shortcuts[key]}
        isPressed={shape.attributes[key] === true}
        icon={<Glyph {...ICON} />}
        onClick={() => bench.carryOut(`shape.${key}`)}
      />
    );
  });
}

const SIGHT_LOOKS = {
  occluded: { icon: IconStack, text: "workspace.occluded" },
  truncated: { icon: IconCrop, text: "workspace.truncated" },
} as const;

function LabelMenu({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const run = useRun();
  const schema = useBench((state) => state.schema);
  const labels = schema.labels.filter((label) => label.kind === shape.kind);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Tooltip label={t("workspace.changeLabel")}>
          <ActionIcon size={30} aria-label={t("workspace.changeLabel")}>
            <IconTags {...ICON} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {labels.map((label) => (
          <Menu.Item
            key={label.key}
            leftSection={<SchemaSwatch color={label.color} />}
            onClick={() => run({ type: "relabel", shapeId: shape.id, label: label.key })}
          >
            {label.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** On a phone: the chosen shape with what is done most; the rest is in its menu and the sheet. */
export function ShapePill() {
  const { t } = useI18n();
  const isDrawing = useBench((state) => state.isWaiting);
  const shape = useBench((state) => shapeOf(state.document, state.chosenId));
  const schema = useBench((state) => state.schema);
  const hasPoint = useBench((state) => state.chosenHandle !== null);
  const canEdit = useBench((state) => state.canEdit);
  if (isDrawing) return <DrawBar isByTouch />;
  if (shape === null) return <FreehandSwitch />;
  if (hasPoint) return <PointBar />;
  const label = labelOf(schema, shape.label);
  return (
    <div className={classes.pill} role="group" aria-label={t("workspace.chosenShape")}>
      <SchemaSwatch color={label?.color ?? 0} />
      <span className={classes.name}>{label?.name ?? shape.label}</span>
      <span className={classes.note}>
        <bdi>{sizeWords(boundsOfShape(shape), t)}</bdi>
      </span>
      {canEdit && <PillActions shape={shape} />}
    </div>
  );
}

/** Let go of, its points are no longer in the way of the next shape. */
function PillActions({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const run = useRun();
  const isLocked = useBench((state) => state.lockedIds.has(shape.id));
  return (
    <>
      {!isLocked && <PointActions shape={shape} size={44} />}
      {!isLocked && (
        <IconButton
          size={44}
          label={t("workspace.delete")}
          icon={<IconTrash {...ICON} />}
          onClick={() => run({ type: "remove_shape", shapeId: shape.id })}
        />
      )}
      <ShapeMenu shape={shape} size={44} />
      <IconButton
        size={44}
        label={t("workspace.letGo")}
        icon={<IconX {...ICON} />}
        onClick={() => run({ type: "choose", shapeId: null })}
      />
    </>
  );
}
