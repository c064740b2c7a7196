import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { isLive } from "@/api/operation";
import { apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  Disclosure,
  FormProblem,
  ProgressBar,
  Query,
  SelectField,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { ExportProblem } from "./ExportProblem";
import { askedFor, HOLD_NAMES, HOLDS, type Holds, useExports } from "./exports";
import { type Format, GROUP_NAMES, grouped, isUnfit } from "./format-groups";
import classes from "./Release.module.css";
import type { Export } from "./state";

interface ExportsCardProps {
  releaseId: number;
  /** Whether the reader may cancel what others asked for, too. */
  canManage: boolean;
}

/** Every format with its size and what it cannot say; made by a worker, then downloaded. */
export function ExportsCard({ releaseId, canManage }: ExportsCardProps) {
  const { t } = useI18n();
  const [holds, setHolds] = useState<Holds>("labels");
  const formats = useQuery(
    apiQuery("/api/v1/export-formats", { params: { query: { release_id: releaseId } } }),
  );
  const { rows: made, isKnown, prepare, cancel } = useExports(releaseId);
  const asked = askedFor(holds);
  return (
    <Card
      title={t("releases.formats")}
      note={t("releases.formatsNote")}
      action={
        <SelectField
          size="xs"
          aria-label={t("releases.pictures")}
          value={holds}
          onChange={(value) => setHolds((value ?? "labels") as Holds)}
          data={HOLDS.map((value) => ({ value, label: t(HOLD_NAMES[value]) }))}
        />
      }
    >
      {asked.links !== undefined && (
        <p className={classes.losses}>
          {t(asked.links === "own" ? "releases.ownLinksNote" : "releases.linksNote")}
        </p>
      )}
      <FormProblem problem={prepare.error ?? cancel.error} />
      <Query of={formats}>
        {(rows) => (
          <Formats
            formats={rows}
            made={made.filter(
              (one) => one.has_pictures === asked.has_pictures && one.links === (asked.links ?? ""),
            )}
            choice={isKnown ? `${releaseId} ${holds}` : null}
            canManage={canManage}
            onPrepare={(format) => prepare.mutate({ format, ...asked })}
            onCancel={(one) => cancel.mutate(one.id)}
          />
        )}
      </Query>
    </Card>
  );
}

interface FormatTableProps {
  formats: readonly Format[];
  made: readonly Export[];
  canManage: boolean;
  onPrepare: (format: string) => void;
  onCancel: (made: Export) => void;
}

type FormatsProps = FormatTableProps & {
  /** Of which release, holding what; null while it is not known what was made of it. */
  choice: string | null;
};

/** What was asked for when the choice came up: what is asked for since stays in its place. */
function useAskedBefore({ choice, made }: FormatsProps): ReadonlySet<string> {
  const asOf = () => ({ choice, keys: new Set(made.map(({ format }) => format)) });
  const [before, setBefore] = useState(asOf);
  if (before.choice !== choice) setBefore(asOf());
  return before.keys;
}

/** The common ones at once, the others by kind when they are asked for. */
function Formats(props: FormatsProps) {
  const { t, list } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const { formats } = props;
  const { first, more } = grouped(formats, useAskedBefore(props));
  return (
    <>
      <FormatTable {...props} formats={first} caption={t("releases.formats")} />
      {more.length > 0 && (
        <Disclosure
          title={t("releases.formatsMore", { n: formats.length - first.length })}
          summary={list(more.map(({ key }) => t(GROUP_NAMES[key])))}
          isOpen={isOpen}
          onOpen={setOpen}
        >
          {more.map(({ key, formats: some }) => (
            <FormatTable
              {...props}
              key={key}
              formats={some}
              caption={t(GROUP_NAMES[key])}
              isCaptionShown
            />
          ))}
        </Disclosure>
      )}
    </>
  );
}

type OneTableProps = FormatTableProps & { caption: string; isCaptionShown?: boolean };

function FormatTable(props: OneTableProps) {
  const { formats, made, canManage, onPrepare, onCancel } = props;
  const { t, bytes } = useI18n();
  const of = (format: Format) => made.find((one) => one.format === format.key);
  return (
    <DataTable
      isStackable
      caption={props.caption}
      isCaptionShown={props.isCaptionShown}
      rows={formats}
      rowKey={(row) => row.key}
      columns={[
        {
          key: "name",
          title: t("releases.format"),
          isRowHeader: true,
          cell: (row) => <span className={classes.format}>{row.name}</span>,
        },
        {
          key: "get",
          title: t("releases.get"),
          cell: (row) => (
            <Get
              format={row}
              made={of(row)}
              canManage={canManage}
              onPrepare={onPrepare}
              onCancel={onCancel}
            />
          ),
        },
        {
          key: "size",
          title: t("releases.size"),
          isNumber: true,
          cell: (row) => (of(row)?.state === "done" ? bytes(of(row)?.byte_count ?? 0) : null),
        },
        {
          key: "loses",
          title: t("releases.loses"),
          cell: (row) =>
            isUnfit(row) ? (
              <span className={classes.losses}>{row.unfit}</span>
            ) : (
              <Losses words={lossesOf(row, of(row))} />
            ),
        },
      ]}
    />
  );
}

interface GetProps {
  format: Format;
  made: Export | undefined;
  canManage: boolean;
  onPrepare: (format: string) => void;
  onCancel: (made: Export) => void;
}

function Get({ format, made, canManage, onPrepare, onCancel }: GetProps) {
  const { t } = useI18n();
  if (made !== undefined && isLive(made)) {
    const label = t("releases.preparing", { format: format.name });
    return (
      <>
        <ProgressBar label={label} done={made.progress_done} total={made.progress_total} isBare />
        {(made.is_own || canManage) && (
          <Button
            size="xs"
            variant="subtle"
            aria-label={t("releases.cancelOf", { format: format.name })}
            onClick={() => onCancel(made)}
          >
            {t("releases.cancel")}
          </Button>
        )}
      </>
    );
  }
  if (made?.download_url != null) {
    return (
      <Button
        component="a"
        size="xs"
        href={made.download_url}
        aria-label={t("releases.getOf", { format: format.name })}
        leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
      >
        {t("releases.get")}
      </Button>
    );
  }
  return (
    <>
      <ExportProblem made={made} />
      <Button
        size="xs"
        disabled={isUnfit(format)}
        aria-label={t("releases.prepareOf", { format: format.name })}
        onClick={() => onPrepare(format.key)}
      >
        {t("releases.prepare")}
      </Button>
    </>
  );
}

/** Of a file that is there what it lacks itself, a picture taken back among it. */
function lossesOf(format: Format, made: Export | undefined): string {
  return made?.state === "done" ? made.losses.join(" ") : format.loses;
}

/** What a format cannot say: the first sentence, and the rest on demand. */
function Losses({ words }: { words: string }) {
  const { t } = useI18n();
  if (words === "") return <StatusBadge tone="good">{t("releases.lossless")}</StatusBadge>;
  const end = words.indexOf(". ");
  if (end < 0) return <span className={classes.losses}>{words}</span>;
  return (
    <details className={classes.losses}>
      <summary>{words.slice(0, end + 1)}</summary>
      {words.slice(end + 2)}
    </details>
  );
}
