import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";
import { readingLanguage } from "./LanguageProvider";
import { languageOf } from "./languages";
import "../texts.es"; // these are loaded before the clock of a test runs
import "@/pages/landing/LandingPage";
import "@/pages/me/ProfilePage";

const VISITOR = { title: "Sign in", status: 401, code: "not_authenticated" };
const SITE = { name: "Guildmark", is_demo: false, demo_accounts: [] };
const NOBODY = {
  "GET /api/v1/me": () => json(VISITOR, 401),
  "GET /api/v1/site": SITE,
};

afterEach(() => {
  localStorage.clear();
  document.documentElement.lang = "";
});

it("takes the first wish there is, by language alone, and English else", () => {
  const codes = [["es-MX"], ["pt-BR", "es", "en"], ["ja"], ["", "es"], []].map(
    (wishes) => languageOf(wishes).code,
  );

  expect(codes).toEqual(["es", "es", "en", "es", "en"]);
});

it("shows a visitor the pages in the language they choose, and remembers it", async () => {
  renderApp("/", { server: NOBODY });

  await userEvent.selectOptions(await screen.findByLabelText("Language"), "Español");

  expect(await screen.findByText("Etiquetas de imágenes que puedes comprobar")).toBeTruthy();
  expect(document.documentElement.lang).toBe("es");
  expect(localStorage.getItem("guildmark-language")).toBe("es");
});

it("asks the server for its words in the language of the page", async () => {
  const { sent } = renderApp("/", { server: NOBODY });
  await userEvent.selectOptions(await screen.findByLabelText("Language"), "Español");

  await waitFor(() => {
    const last = sent.filter(({ route }) => route === "GET /api/v1/site").at(-1);
    expect(last?.headers.get("Accept-Language")).toBe("es");
  });
});

it("lets the account's language go before the device's, and keeps a change there", async () => {
  localStorage.setItem("guildmark-language", "en");
  let me = { ...MANAGER, locale: "es", staff_of: [] };
  const { sent } = renderApp("/me", {
    server: {
      "GET /api/v1/me": () => me,
      "PATCH /api/v1/me": () => (me = { ...me, locale: "en" }),
      "GET /api/v1/traits": [],
      "GET /api/v1/me/traits": [],
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: /cuenta de Rita/ }));
  await userEvent.selectOptions(await screen.findByLabelText("Idioma"), "English");

  expect(await screen.findByRole("heading", { name: "Profile" })).toBeTruthy();
  expect(sent.find(({ route }) => route === "PATCH /api/v1/me")?.body).toEqual({ locale: "en" });
});

it.each([
  ["", ["zh-TW", "en"], "zh-TW"],
  ["", ["zh-Hant-TW"], "zh-Hant-TW"],
  ["", ["de-DE-u-co-phonebk"], "de-DE"],
  ["es", ["zh-TW", "es-MX"], "es-MX"],
  ["es", ["zh-TW"], "es"],
  ["", [], ""],
  ["", ["C"], ""],
])(
  "reads what people wrote, having chosen %j beside the wishes %j, in %j",
  (chosen, wishes, found) => {
    expect(readingLanguage(chosen, wishes)).toBe(found);
  },
);
