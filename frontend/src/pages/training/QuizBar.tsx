import { Button } from "@mantine/core";
import { Countdown, Logo, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import type { Attempt } from "./QuizPage";
import classes from "./Quiz.module.css";

interface QuizBarProps {
  attempt: Attempt;
  index: number;
  onGo: (index: number) => void;
  onFinish: () => void;
}

/** The questions by number, which of them have an answer, and the time that is left. */
export function QuizBar({ attempt, index, onGo, onFinish }: QuizBarProps) {
  const { t } = useI18n();
  const total = attempt.questions.length;
  return (
    <header className={classes.bar}>
      <span className={classes.logo}>
        <Link
          to="/training/$projectId"
          params={{ projectId: attempt.project_id }}
          aria-label={t("training.leave")}
        >
          <Logo />
        </Link>
      </span>
      <h1 className={classes.title}>
        {attempt.is_delta ? t("training.deltaQuiz") : t("training.quiz")}
      </h1>
      <nav className={classes.questions} aria-label={t("training.questionsOf")}>
        {attempt.questions.map((question, place) => (
          <button
            key={question.id}
            type="button"
            className={classes.place}
            aria-current={place === index ? "step" : undefined}
            data-answered={question.is_answered || undefined}
            aria-label={t(question.is_answered ? "training.placeDone" : "training.placeOpen", {
              n: place + 1,
              total,
            })}
            onClick={() => onGo(place)}
          >
            {place + 1}
          </button>
        ))}
      </nav>
      <span className={classes.left}>
        <Countdown label={t("training.timeLeft")} endsAt={attempt.expires_at} />
        <Button size="xs" onClick={onFinish}>
          {t("training.finish")}
        </Button>
      </span>
    </header>
  );
}
