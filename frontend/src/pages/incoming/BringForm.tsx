import { Button } from "@mantine/core";
import { useState } from "react";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { PART_BYTES } from "@/api/tus";
import type { SchemaDefinition } from "@/model/schema";
import { useProject } from "@/pages/shell/project";
import {
  CheckField,
  FileField,
  Form,
  FormProblem,
  ProgressBar,
  SelectField,
  TextField,
  useI18n,
} from "@/panels/shared";
import { bring } from "./bringing";
import classes from "./Incoming.module.css";
import {
  type Format,
  FORMAT_NAMES,
  FORMATS,
  formatOf,
  LABEL_IMPORTS,
  OF_CLASSES,
  type Purpose,
  PURPOSE_NAMES,
  PURPOSES,
  questionsOfClasses,
} from "./types";

const ACCEPTED = ".json,.jsonl,.csv,.txt,.xml,.zip";

interface Fields {
  purpose: Purpose;
  format: Format;
  source: string;
  hasPictures: boolean;
  teaches: boolean;
  isZeroBased: boolean;
  /** Its key; empty for the first. */
  question: string;
}

const BLANK: Fields = {
  purpose: "truth",
  format: "coco",
  source: "",
  hasPictures: false,
  teaches: false,
  isZeroBased: false,
  question: "",
};

interface Sent extends Fields {
  file: File;
  /** Tells files apart where the intent is written down: a File says nothing as JSON. */
  mark: string;
}

interface BringFormProps {
  projectId: number;
  onBrought: (labelImportId: number) => void;
}

/** A file of labels, whose they are, and what is to become of them. */
export function BringForm({ projectId, onBrought }: BringFormProps) {
  const { t } = useI18n();
  const [fields, setFields] = useState(BLANK);
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState(0);
  const [isWaiting, setWaiting] = useState(false);
  const [parcels] = useState(() => new Map<string, number>());
  const change = (some: Partial<Fields>) => setFields({ ...fields, ...some });
  const { schema_version: schema } = useProject();
  const questions = questionsOfClasses(schema?.definition as SchemaDefinition | undefined);
  const isZip = file?.name.toLowerCase().endsWith(".zip") ?? false;
  const send = useSend({
    send: (sent: Sent, headers) =>
      bring({
        projectId,
        file: sent.file,
        isInParts: sent.hasPictures || sent.file.size > PART_BYTES,
        fields: {
          purpose: sent.purpose,
          format: sent.format,
          source_name: sent.source,
          has_pictures: String(sent.hasPictures),
          is_hidden: String(!sent.teaches),
          is_zero_based: String(sent.isZeroBased),
          question: OF_CLASSES.has(sent.format) ? sent.question : "",
        },
        headers,
        parcels,
        onProgress: setShare,
        onWait: setWaiting,
      }),
    stale: [apiKey(LABEL_IMPORTS, { project_id: projectId })],
    onSuccess: (made) => onBrought(made.id),
  });
  function choose(chosen: File | null) {
    setFile(chosen);
    if (chosen === null) return;
    change({
      format: formatOf(chosen.name) ?? fields.format,
      source: fields.source === "" ? chosen.name.replace(/\.\w+$/, "") : fields.source,
      hasPictures: chosen.name.toLowerCase().endsWith(".zip") && fields.hasPictures,
    });
  }
  function submit() {
    if (file === null) return;
    send.mutate({ ...fields, file, mark: `${file.name} ${file.size} ${file.lastModified}` });
  }
  return (
    <Form onSubmit={submit}>
      <FormProblem problem={send.error} />
      <div className={classes.fields}>
        <FileField label={t("incoming.file")} accept={ACCEPTED} onChoose={choose} />
        <SelectField
          label={t("incoming.format")}
          value={fields.format}
          onChange={(value) => change({ format: (value ?? "coco") as Format })}
          data={FORMATS.map((value) => ({ value, label: t(FORMAT_NAMES[value]) }))}
        />
        <SelectField
          label={t("incoming.purpose")}
          value={fields.purpose}
          onChange={(value) => change({ purpose: (value ?? "truth") as Purpose })}
          data={PURPOSES.map((value) => ({ value, label: t(PURPOSE_NAMES[value]) }))}
        />
        <TextField
          label={t("incoming.source")}
          required
          maxLength={120}
          value={fields.source}
          onChange={(event) => change({ source: event.currentTarget.value })}
          problem={send.error}
          path="source_name"
        />
        {OF_CLASSES.has(fields.format) && questions.length > 1 && (
          <SelectField
            label={t("incoming.question")}
            value={fields.question || (questions[0]?.key ?? "")}
            onChange={(value) => change({ question: value ?? "" })}
            data={questions.map(({ key, text }) => ({ value: key, label: text ?? key }))}
            problem={send.error}
            path="question"
          />
        )}
      </div>
      <p className={classes.note}>{t(NOTES[fields.purpose])}</p>
      {fields.format === "csv" && <p className={classes.note}>{t("incoming.csvNote")}</p>}
      {fields.format === "folders" && <p className={classes.note}>{t("incoming.foldersNote")}</p>}
      {isZip && (
        <CheckField
          label={t("incoming.hasPictures")}
          checked={fields.hasPictures}
          onChange={(event) => change({ hasPictures: event.currentTarget.checked })}
        />
      )}
      {fields.purpose === "gold" && (
        <CheckField
          label={t("incoming.teaches")}
          checked={fields.teaches}
          onChange={(event) => change({ teaches: event.currentTarget.checked })}
        />
      )}
      {fields.format === "voc" && (
        <CheckField
          label={t("incoming.zeroBased")}
          checked={fields.isZeroBased}
          onChange={(event) => change({ isZeroBased: event.currentTarget.checked })}
        />
      )}
      {send.isPending && (
        <ProgressBar
          label={t(isWaiting ? "incoming.goesOn" : "incoming.sending")}
          done={Math.round(100 * share)}
          total={100}
        />
      )}
      <div>
        <Button type="submit" variant="filled" loading={send.isPending}>
          {t("incoming.read")}
        </Button>
      </div>
    </Form>
  );
}

const NOTES = {
  gold: "incoming.goldNote",
  truth: "incoming.truthNote",
  suggestion: "incoming.suggestionNote",
} as const;
