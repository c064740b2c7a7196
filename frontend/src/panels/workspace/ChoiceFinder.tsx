import { Modal, Select } from "@mantine/core";
import { asksForShapes, labelOf, type LabelSchema, type SchemaOption } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import type { BenchState } from "@/tools/bench-state";
import { questionUnderWay } from "@/tools/key-commands";
import { useBench, useEngine } from "./engine/context";
import classes from "./ChoiceFinder.module.css";

type Choice = Pick<SchemaOption, "key" | "name">;
const NONE: readonly Choice[] = [];

/** What digits pick from: the labels, or the options of the question under way. */
export function choicesOf(state: BenchState): readonly Choice[] {
  if (!state.canEdit) return NONE;
  if (asksForShapes(state.schema)) return state.schema.labels;
  return questionUnderWay(state)?.options ?? NONE;
}

/** "Car · Vehicle" is found by both. */
function nameOf({ key, name }: Choice, schema: LabelSchema): string {
  const above = labelOf(schema, labelOf(schema, key)?.parent ?? "")?.name;
  return above === undefined ? name : `${name} · ${above}`;
}

/** A label by a part of its name: for those that are too many for a key each. */
export function ChoiceFinder({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("workspace.findTitle")}
      closeButtonProps={{ "aria-label": t("workspace.close") }}
    >
      <Choices onDone={onClose} />
    </Modal>
  );
}

function Choices({ onDone }: { onDone: () => void }) {
  const { t } = useI18n();
  const { bench } = useEngine();
  const choices = useBench(choicesOf);
  const schema = useBench((state) => state.schema);
  return (
    <Select
      aria-label={t("workspace.findName")}
      placeholder={t("workspace.findName")}
      data={choices.map((choice, index) => ({
        value: String(index + 1),
        label: nameOf(choice, schema),
      }))}
      onChange={(place) => {
        onDone();
        if (place !== null) bench.carryOut(`digit.${Number(place)}`);
      }}
      nothingFoundMessage={t("workspace.findNothing")}
      // The list itself scrolls, which assistive technology knows of a list that belongs to a field.
      withScrollArea={false}
      classNames={{ options: classes.options }}
      searchable
      selectFirstOptionOnChange
      defaultDropdownOpened
      data-autofocus
    />
  );
}
