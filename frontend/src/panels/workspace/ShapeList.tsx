import { ActionIcon, UnstyledButton, VisuallyHidden } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconEye,
  IconEyeOff,
  IconLink,
  IconLock,
  IconLockOpen,
  IconTrash,
} from "@tabler/icons-react";
import { memo, useEffect, useMemo, useRef } from "react";
import type { Shape } from "@/model/document";
import { groupSizes } from "@/model/groups";
import { brokenGeometry, missingAnswers, missingAttributes, type Missing } from "@/model/missing";
import { labelOf } from "@/model/schema";
import { boundsOfShape } from "@/model/shapes/registry";
import { IconButton, SchemaSwatch, Tip, useI18n } from "@/panels/shared";
import { useBench, useRun } from "./engine/context";
import { MOST_WHOLE, useRowsNear } from "./row-window";
import { ShapeDetails } from "./ShapeDetails";
import { useShortcut } from "./stored-keys";
import { SuggestedWords, useSuggestions } from "./suggestions";
import { faultWords } from "./fault-words";
import { useHideAll } from "./use-hide-all";
import { kindWord, sizeWords } from "./words";
import classes from "./Side.module.css";

const ICON = { size: 16, stroke: 1.6, "aria-hidden": true } as const;

/** The face of the stage for keys and screen readers: every shape by name, position and size. */
export function ShapeList({ hasHead = true }: { hasHead?: boolean }) {
  const { t } = useI18n();
  const shapes = useBench((state) => state.document.shapes);
  const isNothing = useBench((state) => state.document.is_nothing_here);
  const Rows = shapes.length > MOST_WHOLE ? LongRows : WholeRows;
  return (
    <>
      {hasHead && <Head />}
      {shapes.length === 0 && (
        <p className={classes.empty}>
          {isNothing ? t("workspace.saidNothing") : t("workspace.noShapes")}
        </p>
      )}
      <Rows shapes={shapes} />
    </>
  );
}

interface RowsProps {
  shapes: readonly Shape[];
}

function WholeRows({ shapes }: RowsProps) {
  const { t } = useI18n();
  const partsOf = useRowParts();
  return (
    <ul className={classes.shapes} aria-label={t("workspace.shapes")}>
      {shapes.map((shape, place) => (
        <ShapeRow key={shape.id} {...partsOf(shape, place)} />
      ))}
    </ul>
  );
}

/** Of thousands of rows only those near what is seen exist, with the chosen one and those about the focus. */
function LongRows({ shapes }: RowsProps) {
  const { t } = useI18n();
  const partsOf = useRowParts();
  const chosenId = useBench((state) => state.chosenId);
  const chosen = useMemo(() => shapes.findIndex(({ id }) => id === chosenId), [shapes, chosenId]);
  const { list, places, rowHeight } = useRowsNear(shapes, chosen);
  const below = shapes.length - 1 - (places.at(-1) ?? 0);
  return (
    <ul
      ref={list}
      className={classes.shapes}
      aria-label={t("workspace.shapes")}
      style={{ paddingBlockEnd: below * rowHeight }}
    >
      {places.map((place, index) => {
        const shape = shapes[place];
        if (shape === undefined) return null;
        const above = (place - (places[index - 1] ?? -1) - 1) * rowHeight;
        return (
          <ShapeRow key={shape.id} {...partsOf(shape, place)} above={above} of={shapes.length} />
        );
      })}
    </ul>
  );
}

/** What the rows show of the whole, found once for all of them. */
function useRowParts(): (shape: Shape, place: number) => RowParts {
  const shapes = useBench((state) => state.document.shapes);
  const chosenId = useBench((state) => state.chosenId);
  const hiddenIds = useBench((state) => state.hiddenIds);
  const sizes = useMemo(() => groupSizes(shapes), [shapes]);
  const chosenGroup = useMemo(
    () => shapes.find(({ id }) => id === chosenId)?.group_id,
    [shapes, chosenId],
  );
  return (shape, place) => ({
    shape,
    place,
    isChosen: shape.id === chosenId,
    isHidden: hiddenIds.has(shape.id),
    isCompanion: isIn(shape, chosenGroup) && shape.id !== chosenId,
    groupSize: shape.group_id === undefined ? 1 : (sizes.get(shape.group_id) ?? 1),
  });
}

function isIn(shape: Shape, group: string | undefined): boolean {
  return group !== undefined && shape.group_id === group;
}

function Head() {
  const { t } = useI18n();
  const document = useBench((state) => state.document);
  const schema = useBench((state) => state.schema);
  const image = useBench((state) => state.image);
  const canEdit = useBench((state) => state.canEdit);
  const missing = useMemo(
    () => missingAnswers(document, schema, image).filter(({ type }) => type === "attribute").length,
    [document, schema, image],
  );
  return (
    <h2 className={classes.head}>
      <span>
        {t("workspace.shapes")}
        <span className={classes.count}>{document.shapes.length}</span>
      </span>
      {canEdit && missing > 0 && (
        <span className={classes.caution}>
          <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
          {t("workspace.toAnswer", { n: missing })}
        </span>
      )}
      {document.shapes.length > 0 && <HideAll />}
    </h2>
  );
}

/** As the eye of a row, for all of them. */
function HideAll() {
  const [words, Eye, toggle] = useHideAll();
  return (
    <span className={classes.all}>
      <IconButton
        size={28}
        label={words}
        shortcut={useShortcut("shape.hide_all")}
        icon={<Eye {...ICON} />}
        onClick={toggle}
      />
    </span>
  );
}

interface RowParts {
  shape: Shape;
  place: number;
  isChosen: boolean;
  isHidden: boolean;
  /** In the group of the chosen shape. */
  isCompanion: boolean;
  /** Shapes of its group with itself: 1 for none. */
  groupSize: number;
}

interface RowProps extends RowParts {
  /** Room for the rows before it that are not there, in CSS pixels. */
  above?: number;
  /** How many shapes there are, where not all of them are rows. */
  of?: number;
}

/** Coloured as on the stage: by label, or by its `place` where each object has a colour. */
const ShapeRow = memo(function ShapeRow(props: RowProps) {
  const { shape, place, isChosen, isHidden, isCompanion, groupSize: size, above = 0, of } = props;
  const { t } = useI18n();
  const run = useRun();
  const row = useRef<HTMLLIElement>(null);
  const schema = useBench((state) => state.schema);
  const label = labelOf(schema, shape.label);
  const isByObject = useBench((state) => state.masks.colouring === "instance");
  const image = useBench((state) => state.image);
  const [missing] = [...brokenGeometry(shape, schema, image), ...missingAttributes(shape, schema)];
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  const choose = () =>
    run({ type: "choose", shapeId: shape.id }, { type: "reveal", shapeId: shape.id });
  const bounds = boundsOfShape(shape);
  return (
    <li
      ref={row}
      className={classes.shape}
      data-chosen={isChosen || undefined}
      data-hidden={isHidden || undefined}
      data-companion={isCompanion || undefined}
      data-place={place}
      data-row={shape.id}
      aria-setsize={of}
      aria-posinset={of === undefined ? undefined : place + 1}
      style={above === 0 ? undefined : { marginBlockStart: above }}
    >
      <div className={classes.row}>
        <UnstyledButton className={classes.pick} aria-pressed={isChosen} onClick={choose}>
          <SchemaSwatch color={isByObject ? place : (label?.color ?? 0)} />
          <span className={classes.shapeName}>{label?.name ?? shape.label}</span>
          {size > 1 && <IconLink {...ICON} size={14} />}
          <RowNote shape={shape} missing={missing} />
          <VisuallyHidden>
            {t("workspace.at", { x: Math.round(bounds.minX), y: Math.round(bounds.minY) })}
            {size > 1 && ` ${t("workspace.inGroup", { n: size })}`}
          </VisuallyHidden>
        </UnstyledButton>
        <ConfirmAction shape={shape} />
        {isChosen && <ChosenActions shape={shape} />}
        <RowButton
          label={isHidden ? t("workspace.show") : t("workspace.hide")}
          icon={isHidden ? <IconEyeOff {...ICON} /> : <IconEye {...ICON} />}
          onClick={() => run({ type: "toggle_hidden", shapeId: shape.id })}
        />
      </div>
      {isChosen && <ShapeDetails shape={shape} />}
    </li>
  );
});

/** What keeps the shape from being whole, else its size; its kind where labels are of several. */
function RowNote({ shape, missing }: { shape: Shape; missing: Missing | undefined }) {
  const { t } = useI18n();
  const schema = useBench((state) => state.schema);
  const suggestions = useSuggestions();
  if (missing?.type === "attribute")
    return <span className={classes.caution}>{missing.attributeName}</span>;
  if (missing?.type === "broken")
    return <span className={classes.caution}>{faultWords(missing.code, t)}</span>;
  if (suggestions.has(shape))
    return (
      <span className={classes.note}>
        <SuggestedWords sure={suggestions.confidenceOf(shape)} />
      </span>
    );
  const hasKinds = new Set(schema.labels.map((label) => label.kind)).size > 1;
  return (
    <span className={classes.note}>
      {hasKinds && `${kindWord(shape.kind, t)}, `}
      <bdi>{sizeWords(boundsOfShape(shape), t)}</bdi>
    </span>
  );
}

/** For what a model drew, until somebody has touched it. */
function ConfirmAction({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const suggestions = useSuggestions();
  if (!suggestions.has(shape)) return null;
  return (
    <RowButton
      label={t("workspace.confirmSuggestion")}
      icon={<IconCheck {...ICON} />}
      onClick={() => suggestions.confirm(shape.id)}
    />
  );
}

function ChosenActions({ shape }: { shape: Shape }) {
  const { t } = useI18n();
  const run = useRun();
  const canEdit = useBench((state) => state.canEdit);
  const isLocked = useBench((state) => state.lockedIds.has(shape.id));
  if (!canEdit) return null;
  return (
    <>
      {!isLocked && (
        <RowButton
          label={t("workspace.delete")}
          icon={<IconTrash {...ICON} />}
          onClick={() => run({ type: "remove_shape", shapeId: shape.id })}
        />
      )}
      <RowButton
        label={isLocked ? t("workspace.unlock") : t("workspace.lock")}
        icon={isLocked ? <IconLock {...ICON} /> : <IconLockOpen {...ICON} />}
        onClick={() => run({ type: "toggle_locked", shapeId: shape.id })}
      />
    </>
  );
}

function RowButton({
  label,
  icon,
  onClick,
}: {
  label: string;
  icon: React.ReactNode;
  onClick: () => void;
}) {
  return (
    <Tip label={label}>
      <ActionIcon size={28} aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tip>
  );
}
