import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, Money, TextField, useI18n } from "@/panels/shared";
import { useProjects } from "@/pages/organisation/use-projects";
import classes from "./Payments.module.css";
import { type Bounds, boundsOf, PAYMENTS, PAYOUTS, type Period, type Total } from "./period";
import { PeriodWords } from "./PeriodWords";

interface PayDialogProps {
  organisationId: number;
  period: Period;
  /** What is due, a total a currency: as it was when the dialog opened is what is recorded. */
  due: readonly Total[];
  /** Of who is to be paid what: nothing else is recorded. */
  dueSha256: string;
  onClose: () => void;
}

interface Body extends Bounds {
  due_sha256: string;
  reference: string;
}

/** Records that what is due was paid. */
export function PayDialog({ organisationId, period, due, dueSha256, onClose }: PayDialogProps) {
  const { t } = useI18n();
  const [reference, setReference] = useState("");
  // What the page fetches meanwhile must not change a sum between the look and the press.
  const now = { due, dueSha256 };
  const [seen, setSeen] = useState<typeof now | null>(now);
  const shown = seen ?? now;
  const place = { organisation_id: organisationId };
  const project = useProjects(organisationId)?.find((one) => one.id === period.project);
  const stale = [apiKey(PAYMENTS, place), apiKey(PAYOUTS, place)];
  const queryClient = useQueryClient();
  const pay = useSend({
    send: (body: Body, headers) =>
      answerOf(api.POST(PAYOUTS, { params: { path: place }, body, headers })),
    stale,
    onSuccess: onClose,
    // Somebody accepted or paid meanwhile: the sums are shown anew, here too.
    onRefused: () => {
      setSeen(null);
      stale.forEach((queryKey) => void queryClient.invalidateQueries({ queryKey }));
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t("payments.payTitle")}
      verb={t("payments.pay")}
      isPending={pay.isPending}
      problem={pay.error}
      onConfirm={() =>
        pay.mutate({
          ...boundsOf(period),
          due_sha256: shown.dueSha256,
          reference: reference.trim(),
        })
      }
      onClose={onClose}
    >
      <div className={classes.words}>
        <p>
          <PeriodWords since={period.since} until={period.until} />
          {" · "}
          {project?.name ?? t("payments.allProjects")}
        </p>
        <ul className={classes.sums}>
          {shown.due.map(({ due: part, people_count: people }) => (
            <li key={part.amount.currency}>
              <strong>
                <Money amount={part.amount} />
              </strong>{" "}
              {t("payments.tasks", { n: part.task_count })} · {t("payments.people", { n: people })}
            </li>
          ))}
        </ul>
        <p>{t("payments.payWords")}</p>
        <TextField
          label={t("payments.reference")}
          description={t("payments.referenceHint")}
          value={reference}
          maxLength={200}
          onChange={(event) => setReference(event.currentTarget.value)}
          problem={pay.error}
          path="reference"
        />
      </div>
    </ConfirmDialog>
  );
}
