import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  CheckField,
  ConfirmDialog,
  Moment,
  PagedQuery,
  Row,
  Rows,
  SelectField,
  StatusBadge,
  TextArea,
  useI18n,
} from "@/panels/shared";
import classes from "./Community.module.css";
import { DecideMany, Decided, type Decision, type Outcome } from "./DecideMany";
import { APPLICATIONS, DECIDED } from "./stale";

export type Application = Answered<typeof APPLICATIONS>["results"][number];
const STATE_NAMES = {
  submitted: "community.waiting",
  accepted: "community.accepted",
  declined: "community.declined",
  withdrawn: "community.withdrawn",
  expired: "community.expired",
} as const satisfies Record<Application["state"], string>;

/** Those who ask to be let in, the waiting ones first; several are answered at once. */
export function Applications({ communityId }: { communityId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const [state, setState] = useState<Application["state"] | undefined>();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const found = useQuery(
    apiQuery(APPLICATIONS, {
      params: { path: { community_id: communityId }, query: { page, state } },
    }),
  );
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const go = (next: number) => {
    setPage(next);
    setChosen([]);
    setOutcome(null);
  };
  // Who was answered is not in the state any more that the list is narrowed to: the page may be gone.
  const decided = (told: Outcome | null) => {
    if (state !== undefined) setPage(1);
    setChosen(told?.refused.map(({ id }) => id) ?? []);
    setOutcome(told);
  };
  return (
    <div className={classes.stack}>
      {(state !== undefined || (found.data?.count ?? 0) > 0) && (
        <FindApplications
          state={state}
          onFind={(wanted) => {
            setState(wanted);
            go(1);
          }}
        />
      )}
      <Decided outcome={outcome} />
      <PagedQuery
        of={found}
        page={page}
        onPage={go}
        empty={
          <p>{t(state === undefined ? "community.noApplications" : "community.noneInState")}</p>
        }
      >
        {(rows) => (
          <>
            <DecideMany
              key={`${state} ${page}`}
              communityId={communityId}
              waiting={rows.filter((row) => row.state === "submitted")}
              chosen={chosen}
              onChoose={setChosen}
              onDecided={decided}
            />
            <Card isFlush>
              <Rows>
                {rows.map((row) => (
                  <Row key={row.id} isChosen={chosen.includes(row.id)}>
                    <Entry
                      of={row}
                      chosen={chosen}
                      onChoose={setChosen}
                      onDecided={() => decided(null)}
                    />
                  </Row>
                ))}
              </Rows>
            </Card>
          </>
        )}
      </PagedQuery>
    </div>
  );
}

interface FindApplicationsProps {
  state: Application["state"] | undefined;
  onFind: (state: Application["state"] | undefined) => void;
}

function FindApplications({ state, onFind }: FindApplicationsProps) {
  const { t } = useI18n();
  const states = Object.keys(STATE_NAMES) as Application["state"][];
  return (
    <div className={classes.find} role="search">
      <SelectField
        label={t("community.stateOfApplications")}
        placeholder={t("community.anyState")}
        clearable
        data={states.map((value) => ({ value, label: t(STATE_NAMES[value]) }))}
        value={state ?? null}
        onChange={(value) => onFind(states.find((one) => one === value))}
      />
    </div>
  );
}

interface EntryProps {
  of: Application;
  chosen: readonly number[];
  onChoose: (ids: readonly number[]) => void;
  onDecided: () => void;
}

function Entry({ of, chosen, onChoose, onDecided }: EntryProps) {
  const { t } = useI18n();
  const [deciding, setDeciding] = useState<Decision | null>(null);
  return (
    <div className={classes.entry}>
      {of.state === "submitted" && (
        <CheckField
          aria-label={t("community.choose", { name: of.pseudonym })}
          checked={chosen.includes(of.id)}
          onChange={({ currentTarget: { checked } }) =>
            onChoose(checked ? [...chosen, of.id] : chosen.filter((id) => id !== of.id))
          }
        />
      )}
      <div className={classes.what}>
        <strong>{of.pseudonym}</strong> <Moment iso={of.created_at} />
        <dl className={classes.answers}>
          {of.answers.map(({ question, answer }) => (
            <div key={question}>
              <dt>{question}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
        {of.reason !== "" && <p className={classes.note}>{of.reason}</p>}
      </div>
      {of.state === "submitted" ? (
        <Group gap="sm">
          <Button size="xs" variant="filled" onClick={() => setDeciding("accept")}>
            {t("community.accept")}
          </Button>
          <Button size="xs" onClick={() => setDeciding("decline")}>
            {t("community.decline")}
          </Button>
        </Group>
      ) : (
        <StatusBadge tone={of.state === "accepted" ? "good" : "quiet"}>
          {t(STATE_NAMES[of.state])}
        </StatusBadge>
      )}
      {deciding !== null && (
        <DecideDialog
          application={of}
          decision={deciding}
          onDecided={onDecided}
          onClose={() => setDeciding(null)}
        />
      )}
    </div>
  );
}

interface DecideDialogProps {
  application: Application;
  decision: Decision;
  onDecided: () => void;
  onClose: () => void;
}

/** Yes or no, with words that the person is sent. */
function DecideDialog(props: DecideDialogProps) {
  const { application, decision, onDecided, onClose } = props;
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  const decide = useSend({
    send: (body: { reason: string }) =>
      answerOf(
        decision === "accept"
          ? api.POST("/api/v1/applications/{application_id}/accept", {
              params: { path: { application_id: application.id } },
              body,
            })
          : api.POST("/api/v1/applications/{application_id}/decline", {
              params: { path: { application_id: application.id } },
              body,
            }),
      ),
    stale: DECIDED,
    onSuccess: () => {
      onClose();
      onDecided();
    },
  });
  const verb = decision === "accept" ? t("community.accept") : t("community.decline");
  return (
    <ConfirmDialog
      opened
      title={t("community.decideTitle", { verb, name: application.pseudonym })}
      verb={verb}
      isPending={decide.isPending}
      problem={decide.error}
      onConfirm={() => decide.mutate({ reason })}
      onClose={onClose}
    >
      <TextArea
        label={t("community.reason")}
        description={t("community.reasonNote")}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        problem={decide.error}
        path="reason"
      />
    </ConfirmDialog>
  );
}
