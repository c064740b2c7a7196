import { Button } from "@mantine/core";
import { useState } from "react";
import { useSend } from "@/api/send";
import { uploadFile } from "@/api/upload";
import {
  FileField,
  Form,
  FormProblem,
  ProgressBar,
  SelectField,
  TextField,
  useI18n,
} from "@/panels/shared";
import type { SchemaDefinition } from "@/model/schema";
import { type Against, listKey, uploadAddress } from "./against";
import { fitting, type Format, FORMAT_NAMES, formatOf, FORMATS, misfitOf } from "./formats";
import type { EvaluationRow } from "./types";

interface Sent {
  name: string;
  format: string;
  file: File;
  /** Tells files apart where the intent is written down: a File says nothing as JSON. */
  mark: string;
}

function markOf({ name, size, lastModified }: File): string {
  return `${name} ${size} ${lastModified}`;
}

interface UploadFormProps {
  against: Against;
  /** What is asked there. */
  schema: SchemaDefinition;
}

/** A model's predictions: its name, the form of the file, and the file. */
export function UploadForm({ against, schema }: UploadFormProps) {
  const { t } = useI18n();
  const [name, setName] = useState("");
  const [format, setFormat] = useState<Format>(fitting(schema)[0] ?? "jsonl");
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState(0);
  const [sentCount, setSentCount] = useState(0);
  const send = useSend({
    send: (body: Sent, headers) =>
      uploadFile<EvaluationRow>(uploadAddress(against), body.file, {
        fields: { name: body.name, format: body.format },
        headers,
        onProgress: setShare,
      }),
    stale: [listKey(against)],
    onSuccess: () => {
      setName("");
      setFile(null);
      setSentCount((count) => count + 1);
    },
  });
  function choose(chosen: File | null) {
    setFile(chosen);
    if (chosen === null) return;
    setFormat(formatOf(chosen.name, format, schema));
    if (name === "") setName(chosen.name.replace(/\.\w+$/, ""));
  }
  return (
    <Form
      onSubmit={() => {
        if (file !== null) send.mutate({ name, format, file, mark: markOf(file) });
      }}
    >
      <FormProblem problem={send.error} />
      <FileField
        key={sentCount} // an empty field for the next one, which keeps what is chosen in it
        label={t("evaluation.file")}
        accept={[...new Set(Object.values(FORMATS))].join(",")}
        onChoose={choose}
      />
      <TextField
        label={t("evaluation.modelName")}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        problem={send.error}
        path="name"
      />
      <SelectField
        label={t("evaluation.format")}
        value={format}
        onChange={(value) => setFormat((value ?? "jsonl") as Format)}
        data={(Object.keys(FORMATS) as Format[]).map((value) => {
          const misfit = misfitOf(value, schema);
          const name = t(FORMAT_NAMES[value]);
          if (misfit === null) return { value, label: name };
          return { value, label: `${name} – ${t(misfit)}`, disabled: true };
        })}
      />
      {send.isPending && (
        <ProgressBar label={t("evaluation.sending")} done={Math.round(100 * share)} total={100} />
      )}
      <Button type="submit" variant="filled">
        {t("evaluation.evaluate")}
      </Button>
    </Form>
  );
}
