import { Button, SegmentedControl } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { Problem } from "@/api/problem";
import { IconButton, ImageThumb, TextField, useI18n } from "@/panels/shared";
import { ItemPicker } from "@/pages/drawing/ItemPicker";
import { useProject } from "@/pages/shell/project";
import classes from "./Collection.module.css";
import type { PickedExample } from "./collection";

const MOST_EXAMPLES = 12;

interface ExampleFieldsProps {
  examples: readonly PickedExample[];
  problem: Problem | null;
  onChange: (examples: PickedExample[]) => void;
}

/** Pictures of the dataset that show what is wanted, and what is not. */
export function ExampleFields({ examples, problem, onChange }: ExampleFieldsProps) {
  const { t } = useI18n();
  const project = useProject();
  const [isPicking, setPicking] = useState(false);
  const change = (index: number, part: Partial<PickedExample>) =>
    onChange(examples.map((one, place) => (place === index ? { ...one, ...part } : one)));
  if (project.dataset === null) return null;
  return (
    <section aria-label={t("collection.examples")} className={classes.body}>
      <p className={classes.facts}>{t("collection.examplesHint")}</p>
      {examples.map((one, index) => (
        <div key={one.item_id} className={classes.example}>
          <ImageThumb src={one.image_url} alt="" width={84} height={63} />
          <div className={classes.body}>
            <SegmentedControl
              size="xs"
              aria-label={t("collection.exampleShows", { n: index + 1 })}
              value={one.is_right ? "right" : "wrong"}
              onChange={(value) => change(index, { is_right: value === "right" })}
              data={[
                { value: "right", label: t("collecting.right") },
                { value: "wrong", label: t("collecting.wrong") },
              ]}
            />
            <TextField
              label={t("collection.caption", { n: index + 1 })}
              value={one.caption}
              maxLength={200}
              onChange={(event) => change(index, { caption: event.currentTarget.value })}
              problem={problem}
              path={`examples[${index}].caption`}
            />
          </div>
          <IconButton
            icon={<IconTrash size={18} stroke={1.6} />}
            label={t("collection.removeExample", { n: index + 1 })}
            onClick={() => onChange(examples.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      {isPicking && (
        <ItemPicker
          datasetId={project.dataset.id}
          taken={new Set(examples.map(({ item_id }) => item_id))}
          onPick={({ id, thumbnail_url }) => {
            const image_url = thumbnail_url;
            onChange([...examples, { item_id: id, is_right: true, caption: "", image_url }]);
            setPicking(false);
          }}
        />
      )}
      {examples.length < MOST_EXAMPLES && (
        <div>
          <Button onClick={() => setPicking(!isPicking)}>
            {t(isPicking ? "collection.pickNone" : "collection.addExample")}
          </Button>
        </div>
      )}
    </section>
  );
}
