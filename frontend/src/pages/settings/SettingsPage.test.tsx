import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, PROJECT, PROJECT_PAGE } from "@/testing/staff";

beforeEach(() => sessionStorage.clear());

it("sends what was changed alone: the rest may be another's by now", async () => {
  const { sent } = renderApp("/p/1/settings", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/1": PROJECT,
      "PATCH /api/v1/projects/1": PROJECT,
    },
  });

  await userEvent.type(await screen.findByRole("textbox", { name: /Name/ }), "!");
  await userEvent.click(screen.getByRole("button", { name: /Save/ }));

  const patch = () => sent.find(({ route }) => route === "PATCH /api/v1/projects/1");
  await expect
    .poll(() => patch()?.body)
    .toEqual({ name: "Coins!", written_over: { name: "Coins" } });
});

it("keeps what was written and not saved when the page is left, and says that it is not", async () => {
  const server = { "GET /api/v1/me": MANAGER, "GET /api/v1/projects/1": PROJECT };
  renderApp("/p/1/settings", { server });
  await userEvent.type(await screen.findByRole("textbox", { name: /Name/ }), "!");
  cleanup();

  renderApp("/p/1/settings", { server });

  const name = await screen.findByRole<HTMLInputElement>("textbox", { name: /Name/ });
  expect(name.value).toBe("Coins!");
  expect(screen.getByText("Not saved yet")).toBeTruthy();
});

const name = () => screen.findByRole<HTMLInputElement>("textbox", { name: /Name/ });
const summary = () => screen.getByRole<HTMLInputElement>("textbox", { name: /Summary/ });
const save = () => screen.getByRole<HTMLButtonElement>("button", { name: "Save" });

/** One manager has written a name and gone; another saves another name and a summary meanwhile. */
async function backAfterBoris() {
  let project = PROJECT;
  const server = {
    "GET /api/v1/me": MANAGER,
    "GET /api/v1/projects/1": () => project,
    "PATCH /api/v1/projects/1": ({ body }: { body: unknown }) =>
      (project = { ...project, ...(body as Partial<typeof PROJECT>) }),
  };
  renderApp("/p/1/settings", { server });
  fireEvent.change(await name(), { target: { value: "Mine" } });
  cleanup();
  project = { ...PROJECT, name: "Theirs", summary: "By Boris" };
  const { sent } = renderApp("/p/1/settings", { server });
  await screen.findByText("Somebody saved this meanwhile");
  return { patches: () => sent.filter(({ route }) => route.startsWith("PATCH")) };
}

it("puts nothing over what another saved meanwhile before it is told to, and then what was changed alone", async () => {
  const { patches } = await backAfterBoris();
  const wasDisabled = save().disabled;
  fireEvent.submit(save());
  const sentUnasked = patches().length;

  fireEvent.click(screen.getByText("Keep mine"));
  await expect.poll(() => save().disabled).toBe(false);
  const kept = [(await name()).value, summary().value];
  fireEvent.click(save());

  await screen.findByText("Saved");
  expect([wasDisabled, sentUnasked]).toEqual([true, 0]);
  expect(kept).toEqual(["Mine", "By Boris"]);
  expect(patches().map(({ body }) => body)).toEqual([
    { name: "Mine", written_over: { name: "Theirs" } },
  ]);
});

it("loads what another saved meanwhile in place of what was written when told to", async () => {
  await backAfterBoris();

  fireEvent.click(screen.getByText("Load theirs"));

  expect([(await name()).value, summary().value]).toEqual(["Theirs", "By Boris"]);
  expect(screen.queryByText("Not saved yet")).toBeNull();
});

it("discards what was written and not saved when told to", async () => {
  renderApp("/p/1/settings", { server: PROJECT_PAGE });
  fireEvent.change(await name(), { target: { value: "Mine" } });

  fireEvent.click(screen.getByText("Discard what I changed"));

  expect((await name()).value).toBe("Coins");
  expect(screen.queryByText("Not saved yet")).toBeNull();
});

it("keeps nothing as unsaved that was saved while the page was left, as the server has it", async () => {
  let project = PROJECT;
  let answer = () => {};
  const server = {
    "GET /api/v1/me": MANAGER,
    "GET /api/v1/projects/1": () => project,
    "PATCH /api/v1/projects/1": () =>
      new Promise((resolve) => {
        answer = () => resolve((project = { ...PROJECT, name: "Mine" }));
      }),
  };
  const { sent, router } = renderApp("/p/1/settings", { server });
  fireEvent.change(await name(), { target: { value: "Mine " } });
  fireEvent.click(save());
  await expect.poll(() => sent.some(({ route }) => route.startsWith("PATCH"))).toBe(true);
  await act(() => router.navigate({ to: "/p/$projectId/schema", params: { projectId: 1 } }));
  await expect.poll(() => sessionStorage.length).toBe(1);

  answer();

  await expect.poll(() => sessionStorage.length).toBe(0);
  await act(() => router.navigate({ to: "/p/$projectId/settings", params: { projectId: 1 } }));
  await expect.poll(async () => (await name()).value).toBe("Mine");
  expect(screen.queryByText("Not saved yet")).toBeNull();
});

const part = (title: RegExp) => screen.findByRole("button", { name: title });

it("closes what few projects need, and says beside it what is not as usual", async () => {
  const project = { ...PROJECT, gold_pass_mark: 0.6, rejection_budget: 0.07, flow: "draw_verify" };
  renderApp("/p/1/settings", {
    server: { ...PROJECT_PAGE, "GET /api/v1/projects/1": project },
  });

  const gold = await part(/Checks on gold/);
  const hidden = screen.getByLabelText("Pass mark of people on checks").closest("[hidden]");
  fireEvent.click(gold);

  expect(gold.textContent).toBe("Checks on gold Pass mark of people on checks: 0.6");
  expect((await part(/rejecting/)).textContent).toContain("Work that may be rejected: 7 %");
  expect((await part(/Steps/)).textContent).toContain("Draw, then verify by other people");
  expect((await part(/Consensus/)).textContent).toBe("Consensus All as usual");
  expect(hidden).not.toBeNull();
  expect(screen.getByLabelText("Pass mark of people on checks").closest("[hidden]")).toBeNull();
  expect(gold.getAttribute("aria-expanded")).toBe("true");
});

it("opens the part in which something is refused, and says it beside the field", async () => {
  const errors = [{ path: "disputed_below", code: "max_value", message: "At most 0.95." }];
  const refused = { title: "Something is wrong", status: 422, code: "wrong_input", errors };
  renderApp("/p/1/settings", {
    server: { ...PROJECT_PAGE, "PATCH /api/v1/projects/1": json(refused, 422) },
  });
  fireEvent.change(await name(), { target: { value: "Mine" } });

  fireEvent.click(save());

  await screen.findByText("At most 0.95.");
  expect((await part(/Consensus/)).getAttribute("aria-expanded")).toBe("true");
  expect((await part(/Checks on gold/)).getAttribute("aria-expanded")).toBe("false");
});

it("sends a share as it is kept, and minutes as seconds", async () => {
  const { sent } = renderApp("/p/1/settings", {
    server: { ...PROJECT_PAGE, "PATCH /api/v1/projects/1": PROJECT },
  });
  await name();

  fireEvent.change(screen.getByLabelText("Work that may be rejected"), { target: { value: "7" } });
  fireEvent.change(screen.getByLabelText("A task is held for"), { target: { value: "45" } });
  fireEvent.click(save());

  await expect
    .poll(() => sent.find(({ route }) => route.startsWith("PATCH"))?.body)
    .toEqual({
      rejection_budget: 0.07,
      lease_seconds: 2700,
      written_over: { rejection_budget: 0.1, lease_seconds: 1800 },
    });
});

it("shows and sends a large budget to its last digit", async () => {
  const project = { ...PROJECT, budget_minor: 123456789012 };
  const { sent } = renderApp("/p/1/settings", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1": project,
      "PATCH /api/v1/projects/1": project,
    },
  });
  await name();

  const budget = screen.getByLabelText<HTMLInputElement>(/Budget/);
  const shown = budget.value;
  fireEvent.change(budget, { target: { value: "123456789013" } });
  fireEvent.click(save());

  expect(shown).toBe("123456789012");
  await expect
    .poll(() => sent.find(({ route }) => route.startsWith("PATCH"))?.body)
    .toMatchObject({ budget_minor: 123456789013 });
});

it("does not send a project without a name, and says so in the page's language", async () => {
  const { sent } = renderApp("/p/1/settings", { server: PROJECT_PAGE });
  fireEvent.change(await name(), { target: { value: "" } });

  fireEvent.click(save());

  await screen.findByText("Fill this in.");
  expect(document.activeElement).toBe(await name());
  expect(sent.filter(({ route }) => route.startsWith("PATCH"))).toEqual([]);
});

it("tells who saves over what another tab saved since the page was loaded, and loses neither", async () => {
  let project = PROJECT;
  const refused = { title: "Somebody saved these settings meanwhile", status: 409, code: "project_changed" }; // prettier-ignore
  const { sent } = renderApp("/p/1/settings", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1": () => project,
      "PATCH /api/v1/projects/1": ({ body }: { body: unknown }) => {
        const { written_over: before, ...changes } = body as { written_over: { name: string } };
        if (before.name !== project.name) return json(refused, 409);
        return (project = { ...project, ...changes });
      },
    },
  });
  fireEvent.change(await name(), { target: { value: "Mine" } });
  project = { ...PROJECT, name: "Theirs" };

  fireEvent.click(save());
  await screen.findByText("Somebody saved this meanwhile");
  const saidTwice = screen.queryByText("Somebody saved these settings meanwhile");
  const kept = [(await name()).value, save().disabled, project.name];
  fireEvent.click(screen.getByText("Keep mine"));
  await expect.poll(() => save().disabled).toBe(false);
  fireEvent.click(save());

  await screen.findByText("Saved");
  expect(saidTwice).toBeNull();
  expect(kept).toEqual(["Mine", true, "Theirs"]);
  expect(project.name).toBe("Mine");
  expect(sent.filter(({ route }) => route.startsWith("PATCH"))).toHaveLength(2);
});
