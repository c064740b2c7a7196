import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, FormProblem, SelectField, StatusBadge, useI18n } from "@/panels/shared";
import { DOOR_NAMES, DOORS, type Doors, filled } from "./criteria";
import classes from "./Criteria.module.css";

interface TryOnOneProps {
  communityId: number;
  /** As they are written now. */
  doors: Doors;
}

/** How one member stands to the criteria as they are written, before they are in force. */
export function TryOnOne({ communityId, doors }: TryOnOneProps) {
  const { t } = useI18n();
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, 300);
  const members = useQuery({
    ...apiQuery("/api/v1/communities/{community_id}/members", {
      params: { path: { community_id: communityId }, query: { search } },
    }),
    placeholderData: keepPreviousData,
  });
  const attempt = useSend({
    send: (body: { doors: Doors; user_id: number }) =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/criteria-trials", {
          params: { path: { community_id: communityId } },
          body,
        }),
      ),
  });
  const inside = (members.data?.results ?? []).filter(
    ({ state }) => state !== "left" && state !== "removed",
  );
  const written = filled(doors);
  // What was said of other criteria, or of somebody else, is said of these no more.
  const tried = attempt.variables;
  const isCurrent =
    JSON.stringify(tried?.doors) === JSON.stringify(written) && String(tried?.user_id) === chosen;
  return (
    <Card title={t("organisation.tryOnOne")} note={t("organisation.tryNote")} titleSize="section">
      {members.data?.count === 0 && search === "" ? (
        <p>{t("organisation.tryNobody")}</p>
      ) : (
        <div className={classes.tried}>
          <SelectField
            label={t("organisation.tryMember")}
            searchable
            searchValue={typed}
            onSearchChange={setTyped}
            data={inside.map(({ user_id: id, pseudonym }) => ({
              value: String(id),
              label: pseudonym,
            }))}
            value={chosen}
            onChange={setChosen}
          />
          <Button
            disabled={chosen === null}
            loading={attempt.isPending}
            onClick={() => attempt.mutate({ doors: written, user_id: Number(chosen) })}
          >
            {t("organisation.try")}
          </Button>
        </div>
      )}
      <FormProblem problem={attempt.error} />
      {attempt.data !== undefined && isCurrent && <Result of={attempt.data} />}
    </Card>
  );
}

interface ResultProps {
  of: {
    doors: Readonly<Record<keyof Doors, boolean>>;
    clauses: readonly { door: string; sentence: string; is_met: boolean }[];
  };
}

function Result({ of: { doors, clauses } }: ResultProps) {
  const { t } = useI18n();
  return (
    <dl className={classes.doors} aria-live="polite">
      {DOORS.map((door) => (
        <div key={door}>
          <dt>
            {t(DOOR_NAMES[door])}{" "}
            <StatusBadge tone={doors[door] ? "good" : "caution"}>
              {t(doors[door] ? "organisation.tryOpen" : "organisation.tryShut")}
            </StatusBadge>
          </dt>
          <dd>
            {clauses
              .filter((clause) => clause.door === door)
              .map(({ sentence, is_met: isMet }, place) => (
                <p key={place} className={classes.triedClause}>
                  <StatusBadge tone={isMet ? "good" : "caution"}>
                    {t(isMet ? "organisation.tryMet" : "organisation.tryNotMet")}
                  </StatusBadge>{" "}
                  {sentence}
                </p>
              ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
