import { useQuery, useQueryClient } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { meQuery } from "@/api/session";
import { forgetTab } from "@/pages/shell/kept-in-tab";
import { renderPart } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";
import { useProjectLanguage } from "./project-language";

beforeEach(() => localStorage.setItem("guildmark-language", "es"));
afterEach(() => {
  vi.unstubAllGlobals();
  forgetTab();
  localStorage.clear();
});

/** Who is known to read project 1, and in what language; and what may befall them. */
function Reads() {
  const [language, choose] = useProjectLanguage(1);
  const queryClient = useQueryClient();
  const me = useQuery({ ...meQuery, enabled: false }).data;
  const know = (one: typeof MANAGER | null) => queryClient.setQueryData(meQuery.queryKey, one);
  return (
    <>
      <output>{`${me?.display_name ?? "nobody"}: ${language}`}</output>
      <button onClick={() => choose("pt")}>{"choose"}</button>
      <button onClick={() => choose("")}>{"as written"}</button>
      <button onClick={() => know({ ...MANAGER, locale: "fr" })}>{"Rita"}</button>
      <button onClick={() => know({ ...MANAGER, id: 2, display_name: "Ada", locale: "it" })}>
        {"Ada"}
      </button>
      <button onClick={() => know(null)}>{"end"}</button>
    </>
  );
}

const shows = (text: string) =>
  waitFor(() => expect(screen.getByRole("status").textContent).toBe(text));

async function press(name: string, text: string) {
  fireEvent.click(screen.getByRole("button", { name }));
  await shows(text);
}

it("is one's own until another is chosen, and each person's own choice", async () => {
  renderPart(<Reads />);
  await shows("nobody: es");

  await press("Rita", "Rita: fr");
  await press("choose", "Rita: pt");
  await press("Ada", "Ada: it");
  await press("Rita", "Rita: pt");
});

it("stays when the session ends, one's own or chosen", async () => {
  renderPart(<Reads />);
  await shows("nobody: es");

  await press("Rita", "Rita: fr");
  await press("end", "nobody: fr");
  await press("Rita", "Rita: fr");
  await press("choose", "Rita: pt");
  await press("end", "nobody: pt");
});

it("can be chosen where the tab keeps nothing, until one leaves the tab", async () => {
  const blocked = () => {
    throw new DOMException("Blocked", "SecurityError");
  };
  vi.stubGlobal("sessionStorage", { getItem: blocked, setItem: blocked, removeItem: blocked });
  const { unmount } = renderPart(<Reads />);
  await shows("nobody: es");
  await press("choose", "nobody: pt");
  await press("as written", "nobody: ");
  await press("choose", "nobody: pt");
  unmount();

  forgetTab();

  renderPart(<Reads />);
  await shows("nobody: es");
});
