import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Form, FormProblem, SelectField, TextArea, useI18n } from "@/panels/shared";
import classes from "./Guideline.module.css";

const MINE_PATH = "/api/v1/projects/{project_id}/my-guideline-questions";
const MOST_QUOTED = 300;

/** What a question is about, and what else in the text it may be about. */
interface Asked {
  readonly quote: string;
  readonly headings: readonly string[];
}

interface AskAboutProps {
  projectId: number;
  /** Of the translation that is read; empty for the text as it was written. */
  language: string;
  /** The guideline: words chosen in it are what a question is about. */
  children: ReactNode;
}

/** A guideline with a way to ask about a place in it, and one's own questions with their answers. */
export function AskAbout({ projectId, language, children }: AskAboutProps) {
  const { t } = useI18n();
  const text = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <>
      <div ref={text}>{children}</div>
      {asked === null ? (
        <Button
          size="xs"
          onClick={() =>
            setAsked({ quote: chosenIn(text.current), headings: headingsOf(text.current) })
          }
        >
          {t("guideline.ask")}
        </Button>
      ) : (
        <AskForm
          projectId={projectId}
          language={language}
          {...asked}
          onDone={() => setAsked(null)}
        />
      )}
      <p className={classes.note}>{t("guideline.askNote")}</p>
      <OwnQuestions projectId={projectId} />
    </>
  );
}

/** What the reader asked about the guideline, with the answers; nothing while they asked nothing. */
export function OwnQuestions({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const mine = useQuery(apiQuery(MINE_PATH, { params: { path: { project_id: projectId } } }));
  if (mine.data === undefined || mine.data.count === 0) return null;
  return (
    <ul className={classes.questions} aria-label={t("guideline.ownQuestions")}>
      {mine.data.results.map((question) => (
        <li key={question.id} className={classes.question}>
          {question.quote !== "" && (
            <blockquote className={classes.quote} {...writtenIn(question.language)}>
              {question.quote}
            </blockquote>
          )}
          <strong>{question.text}</strong>
          <span>{question.answer === "" ? t("guideline.noAnswerYet") : question.answer}</span>
        </li>
      ))}
    </ul>
  );
}

/** How a passage is set: that of a translation in its own language and direction. */
export const writtenIn = (language: string) =>
  language === "" ? { dir: "auto" } : { lang: language, dir: "auto" };

/** The words chosen in the text, short enough to be sent. */
function chosenIn(text: HTMLElement | null): string {
  const selection = globalThis.getSelection();
  if (text === null || selection?.anchorNode == null) return "";
  if (!text.contains(selection.anchorNode)) return "";
  return selection.toString().trim().slice(0, MOST_QUOTED);
}

/** What the parts of the text are called, to choose one without a pointer. */
function headingsOf(text: HTMLElement | null): string[] {
  const found = text?.querySelectorAll("h1, h2, h3, h4, h5, h6") ?? [];
  const named = [...found].map((one) => one.textContent.trim().slice(0, MOST_QUOTED));
  return [...new Set(named)].filter((name) => name !== "");
}

interface AskFormProps extends Asked {
  projectId: number;
  language: string;
  onDone: () => void;
}

function AskForm({ projectId, language, quote, headings, onDone }: AskFormProps) {
  const { t } = useI18n();
  const [text, setText] = useState("");
  const [part, setPart] = useState("");
  const place = { project_id: projectId };
  const ask = useSend({
    send: (body: { quote: string; language: string; text: string }, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/guideline-questions", {
          params: { path: place },
          body,
          headers,
        }),
      ),
    stale: [apiKey(MINE_PATH, place)],
    onSuccess: onDone,
  });
  function submit() {
    ask.mutate({ quote: quote || part, language, text });
  }
  return (
    <Form onSubmit={submit}>
      {quote !== "" && <blockquote className={classes.quote}>{quote}</blockquote>}
      {quote === "" && headings.length > 0 && (
        <SelectField
          label={t("guideline.place")}
          value={part}
          onChange={(chosen) => setPart(chosen ?? "")}
          data={[
            { value: "", label: t("guideline.wholeGuideline") },
            ...headings.map((name) => ({ value: name, label: name })),
          ]}
        />
      )}
      <TextArea
        label={t("guideline.yourQuestion")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        problem={ask.error}
        path="text"
        maxLength={600}
        required
      />
      <FormProblem problem={ask.error} shownPaths={["text"]} />
      <Button type="submit" loading={ask.isPending}>
        {t("guideline.sendQuestion")}
      </Button>
    </Form>
  );
}
