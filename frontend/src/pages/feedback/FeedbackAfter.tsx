import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { apiQuery } from "@/api/query";
import { Query, useI18n } from "@/panels/shared";
import { FeedbackView } from "./FeedbackView";
import { FEEDBACK_PATH } from "./types";

interface FeedbackAfterProps {
  assignmentId: number;
  onNext: () => void;
}

/** What a submitted task taught; where there is nothing after all, on to the next. */
export function FeedbackAfter({ assignmentId, onNext }: FeedbackAfterProps) {
  const { t } = useI18n();
  const feedback = useQuery(
    apiQuery(FEEDBACK_PATH, { params: { path: { assignment_id: assignmentId } } }),
  );
  const isNothing = feedback.data !== undefined && feedback.data.feedback === null;
  useEffect(() => {
    if (isNothing) onNext();
  }, [isNothing, onNext]);
  return (
    <>
      <Query of={feedback}>
        {(data) => data.feedback && <FeedbackView taught={data.feedback} onNext={onNext} />}
      </Query>
      {feedback.isError && (
        <Button variant="filled" onClick={onNext}>
          {t("feedback.next")}
        </Button>
      )}
    </>
  );
}
