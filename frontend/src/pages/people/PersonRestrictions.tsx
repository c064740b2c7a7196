import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, ConfirmDialog, PagedQuery, Row, Rows, TextField, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import type { Person } from "@/pages/skill/types";
import { AppealBadge } from "@/pages/standing/AppealBadge";
import { RestrictionWords } from "@/pages/standing/RestrictionWords";
import { KIND_NAMES } from "@/pages/standing/words";
import classes from "./People.module.css";
import { RestrictDialog } from "./RestrictDialog";
import { STALE } from "./stale";
import { VoidDialog } from "./VoidDialog";

const PATH = "/api/v1/projects/{project_id}/people/{user_id}/restrictions";
type Restriction = Answered<typeof PATH>["results"][number];
type Asked = "restrict" | "void" | null;

/** What limits a person here, why and until when; and the way to limit them, or to take it back. */
export function PersonRestrictions({ person }: { person: Person }) {
  const { t } = useI18n();
  const project = useProject();
  const canDecide = useCan("managers", project.organisation_id);
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<Asked>(null);
  const place = { project_id: project.id, user_id: person.user_id };
  const restrictions = useQuery(apiQuery(PATH, { params: { path: place, query: { page } } }));
  return (
    <Card
      title={t("people.restrictions")}
      note={t("people.restrictionsNote")}
      isFlush
      action={
        canDecide && (
          <span className={classes.acts}>
            <Button size="xs" onClick={() => setAsked("restrict")}>
              {t("people.restrict")}
            </Button>
            <Button size="xs" onClick={() => setAsked("void")}>
              {t("people.void")}
            </Button>
          </span>
        )
      }
    >
      <PagedQuery
        of={restrictions}
        page={page}
        onPage={setPage}
        empty={<p className={classes.budget}>{t("people.noRestrictions")}</p>}
      >
        {(rows) => (
          <Rows>
            {rows.map((row) => (
              <Row key={row.id}>
                <RestrictionWords of={row} decidedBy={row.created_by} />
                {row.appeals.map(({ id, state }) => (
                  <AppealBadge key={id} state={state} />
                ))}
                {row.is_active && canDecide && <LiftButton restriction={row} />}
              </Row>
            ))}
          </Rows>
        )}
      </PagedQuery>
      {asked === "restrict" && <RestrictDialog person={person} onClose={() => setAsked(null)} />}
      {asked === "void" && <VoidDialog person={person} onClose={() => setAsked(null)} />}
    </Card>
  );
}

function LiftButton({ restriction }: { restriction: Restriction }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const send = useSend({
    send: (body: { reason: string }, headers) =>
      answerOf(
        api.POST("/api/v1/restrictions/{restriction_id}/lift", {
          params: { path: { restriction_id: restriction.id } },
          body,
          headers,
        }),
      ),
    stale: STALE,
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
        {t("people.lift")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t("people.liftTitle", { kind: t(KIND_NAMES[restriction.kind]) })}
        verb={t("people.lift")}
        isPending={send.isPending}
        problem={send.error}
        onConfirm={() => send.mutate({ reason })}
        onClose={() => setAsking(false)}
      >
        <p>{t(restriction.kind === "voiding" ? "people.liftVoiding" : "people.liftWords")}</p>
        <TextField
          label={t("people.liftReason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          problem={send.error}
          path="/reason"
        />
      </ConfirmDialog>
    </>
  );
}
