import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { IconButton, useI18n } from "@/panels/shared";

interface RowActionsProps {
  /** What the row is called. */
  name: string;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** Moves a row of the schema up or down, or takes it out: labels, options and points alike. */
export function RowActions({ name, onMove, onRemove }: RowActionsProps) {
  const { t } = useI18n();
  return (
    <>
      <IconButton
        size={30}
        label={t("schema.moveUp", { name })}
        icon={<IconArrowUp size={16} stroke={1.6} aria-hidden />}
        onClick={() => onMove(-1)}
      />
      <IconButton
        size={30}
        label={t("schema.moveDown", { name })}
        icon={<IconArrowDown size={16} stroke={1.6} aria-hidden />}
        onClick={() => onMove(1)}
      />
      <IconButton
        size={30}
        label={t("schema.remove", { name })}
        icon={<IconTrash size={16} stroke={1.6} aria-hidden />}
        onClick={onRemove}
      />
    </>
  );
}
