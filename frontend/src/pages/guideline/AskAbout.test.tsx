import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { pageOf } from "@/testing/staff";
import { AskAbout } from "./AskAbout";

it("lets somebody without a pointer choose the part that a question is about", async () => {
  const { sent } = renderPart(
    <AskAbout projectId={1} language="pt">
      <h1>Coins</h1>
      <p>Draw every coin.</p>
      <h2>Worn coins</h2>
    </AskAbout>,
    {
      server: {
        "GET /api/v1/projects/1/my-guideline-questions": pageOf([]),
        "POST /api/v1/projects/1/guideline-questions": { id: 1 },
      },
    },
  );
  const user = userEvent.setup();

  await user.click(await screen.findByRole("button", { name: "Ask about this" }));
  await user.click(screen.getByRole("combobox", { name: "Which part is it about" }));
  await user.click(await screen.findByRole("option", { name: "Worn coins", hidden: true }));
  await user.type(screen.getByRole("textbox", { name: "Your question" }), "How worn?");
  await user.click(screen.getByRole("button", { name: "Send" }));

  await screen.findByRole("button", { name: "Ask about this" });
  const asked = sent.find(({ route }) => route.startsWith("POST"));
  expect(asked?.body).toEqual({ quote: "Worn coins", language: "pt", text: "How worn?" });
});
