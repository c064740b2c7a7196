import classes from "./FileField.module.css";

interface FileFieldProps {
  label: string;
  /** Endings of names, or types, with commas between. */
  accept: string;
  onChoose: (file: File | null) => void;
}

/** One file that a form cannot do without. */
export function FileField({ label, accept, onChoose }: FileFieldProps) {
  return (
    <label className={classes.field}>
      <span>{label}</span>
      <input
        type="file"
        required
        accept={accept}
        onChange={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
      />
    </label>
  );
}
