import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Comprehension } from "@/pages/training/Comprehension";
import { GuidelineStep } from "@/pages/training/GuidelineStep";
import { useGuideline } from "@/pages/work/use-guideline";
import type { Sent } from "@/testing/fakeServer";
import { renderPart } from "@/testing/renderPage";

const BODIES: Readonly<Record<string, string>> = {
  "": "<p>Draw every coin.</p>",
  pt: "<p>Desenhe cada moeda.</p>",
};

/** The server's rule: a translation where there is one, else the text as written. */
function guideline({ query }: Sent) {
  const language = query["language"] === "pt" ? "pt" : "";
  const body_html = BODIES[language];
  return { id: 3, number: "1.0", language, languages: ["pt"], body_html, examples: [] };
}

/** A question, in Portuguese where it is asked for. */
function comprehension({ query }: Sent) {
  const text = query["language"] === "pt" ? "A sombra conta?" : "Does the shadow count?";
  return [{ id: 1, text, options: [{ key: "no", text: "No" }], is_several: false }];
}
const SERVER = {
  "GET /api/v1/projects/1/guideline": guideline,
  "GET /api/v1/projects/1/comprehension": comprehension,
};

/** The box beside the work, as far as its words go. */
function Beside() {
  return <p>{useGuideline(1)?.body_html}</p>;
}

beforeEach(() => localStorage.setItem("guildmark-language", "pt"));
afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

it("shows the guideline beside the work in the reader's language", async () => {
  renderPart(<Beside />, { server: SERVER });

  expect(await screen.findByText("<p>Desenhe cada moeda.</p>")).toBeTruthy();
});

it("shows the guideline as written where nobody translated it", async () => {
  localStorage.setItem("guildmark-language", "es");

  renderPart(<Beside />, { server: SERVER });

  expect(await screen.findByText("<p>Draw every coin.</p>")).toBeTruthy();
});

it("gives the training in the reader's language, and as written on request", async () => {
  renderPart(<GuidelineStep projectId={1} trainedIn={[]} />, { server: SERVER });
  expect(await screen.findByText("Desenhe cada moeda.")).toBeTruthy();

  await userEvent.click(screen.getByText("As written"));

  await waitFor(() => expect(screen.queryByText("Draw every coin.")).toBeTruthy());
});

it("asks the questions in the language that the guideline is read in", async () => {
  renderPart(
    <>
      <GuidelineStep projectId={1} trainedIn={[]} />
      <Comprehension projectId={1} />
    </>,
    { server: SERVER },
  );
  expect(await screen.findByText("A sombra conta?")).toBeTruthy();

  await userEvent.click(await screen.findByText("As written"));

  expect(await screen.findByText("Does the shadow count?")).toBeTruthy();
});

it("lets the questions be read as written where they alone are in the reader's language", async () => {
  localStorage.setItem("guildmark-language", "fr");
  renderPart(
    <>
      <GuidelineStep projectId={1} trainedIn={["fr"]} />
      <Comprehension projectId={1} />
    </>,
    {
      server: {
        ...SERVER,
        "GET /api/v1/projects/1/comprehension": ({ query }: Sent) => [
          {
            ...comprehension({ query: {} } as Sent)[0],
            ...(query["language"] === "fr" ? { text: "L’ombre compte ?" } : {}),
          },
        ],
      },
    },
  );
  expect(await screen.findByText("L’ombre compte ?")).toBeTruthy();
  const french = await screen.findByRole("radio", { name: "French" });
  const isMeant = (french as HTMLInputElement).checked;
  const isOfTheTraining = screen.queryByText(/is not translated into this language/) !== null;

  await userEvent.click(screen.getByText("As written"));

  expect(await screen.findByText("Does the shadow count?")).toBeTruthy();
  expect([isMeant, isOfTheTraining]).toEqual([true, true]);
});

it("offers the languages of the training where the guideline is in none", async () => {
  localStorage.setItem("guildmark-language", "fr");
  const untranslated = (sent: Sent) => ({ ...guideline(sent), language: "", languages: [] });
  const server = { ...SERVER, "GET /api/v1/projects/1/guideline": untranslated };
  const { unmount } = renderPart(<GuidelineStep projectId={1} trainedIn={["fr"]} />, { server });
  const names = (await screen.findAllByRole("radio")).map((one) => one.getAttribute("value"));
  unmount();

  renderPart(<GuidelineStep projectId={1} trainedIn={[]} />, { server });

  await screen.findByText("Draw every coin.");
  expect(names).toEqual(["", "fr"]);
  expect(screen.queryByRole("radio")).toBeNull();
});
