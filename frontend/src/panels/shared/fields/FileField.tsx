import { Button } from "@mantine/core";
import { useState } from "react";
import { useI18n } from "../I18n";
import { useFault } from "./faults";
import classes from "./FileField.module.css";

interface FileFieldProps {
  label: string;
  /** Endings of names, or types, with commas between. */
  accept: string;
  onChoose: (file: File | null) => void;
}

/** One file that a form cannot do without. Over the button lies the browser's own, unseen. */
export function FileField({ label, accept, onChoose }: FileFieldProps) {
  const { t } = useI18n();
  const { id, error } = useFault({});
  const [name, setName] = useState("");
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div className={classes.choice}>
        <Button component="span" aria-hidden>
          {t("shared.chooseFile")}
        </Button>
        <span className={classes.name} aria-hidden>
          {name === "" ? t("shared.noFile") : name}
        </span>
        <input
          id={id}
          type="file"
          required
          accept={accept}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          className={classes.input}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0] ?? null;
            setName(file?.name ?? "");
            onChoose(file);
          }}
        />
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
    </div>
  );
}
