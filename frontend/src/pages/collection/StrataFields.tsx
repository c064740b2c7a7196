import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { Problem } from "@/api/problem";
import { IconButton, NumberField, TextField, useI18n } from "@/panels/shared";
import classes from "./Collection.module.css";
import type { BriefValues } from "./collection";

type Strata = BriefValues["strata"];

interface StrataFieldsProps {
  strata: Strata;
  problem: Problem | null;
  onChange: (strata: Strata) => void;
}

/** The kinds of pictures and how many of each are wanted. */
export function StrataFields({ strata, problem, onChange }: StrataFieldsProps) {
  const { t } = useI18n();
  const change = (index: number, part: Partial<Strata[number]>) =>
    onChange(strata.map((one, place) => (place === index ? { ...one, ...part } : one)));
  return (
    <>
      {strata.map((one, index) => (
        <div key={one.id ?? `new-${index}`} className={classes.stratum}>
          <TextField
            label={t("collection.kind", { n: index + 1 })}
            value={one.name}
            maxLength={80}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
            problem={problem}
            path={`strata[${index}].name`}
          />
          <NumberField
            label={t("collection.wanted")}
            value={one.wanted}
            min={1}
            onChange={(value) => change(index, { wanted: Number(value) })}
            problem={problem}
            path={`strata[${index}].wanted`}
          />
          <IconButton
            icon={<IconTrash size={18} stroke={1.6} />}
            label={t("collection.removeKind", { name: one.name })}
            onClick={() => onChange(strata.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...strata, { id: null, name: "", wanted: 10 }])}>
          {t("collection.addKind")}
        </Button>
      </div>
    </>
  );
}
