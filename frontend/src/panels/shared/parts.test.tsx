import { useQuery } from "@tanstack/react-query";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { Problem } from "@/api/problem";
import { apiQuery } from "@/api/query";
import { EMPTY_DOCUMENT } from "@/model/document";
import { labelLook } from "@/render/palette";
import { json } from "@/testing/fakeServer";
import { renderPart } from "@/testing/renderPage";
import {
  FormProblem,
  GuidelineReader,
  IntervalList,
  Pager,
  ProblemCard,
  Query,
  Rich,
  Sheet,
  type SheetStop,
  StackedBar,
  Steps,
  TextField,
} from ".";

const SITE = { name: "Guildmark", is_demo: false, demo_accounts: [] };

/** A promise that somebody else resolves. */
function waiting() {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function SiteName() {
  const site = useQuery(apiQuery("/api/v1/site"));
  return <Query of={site}>{(data) => <p>{data.name}</p>}</Query>;
}

it("shows a skeleton only when waiting lasts", async () => {
  const slow = waiting();
  renderPart(<SiteName />, { server: { "GET /api/v1/site": () => slow.promise } });

  expect(screen.queryByRole("status")).toBeNull();
  expect(await screen.findByRole("status", { name: "Loading" })).toBeTruthy();
  slow.resolve(SITE);
  expect(await screen.findByText("Guildmark")).toBeTruthy();
});

it("shows what happened and tries again when asked", async () => {
  let isUp = false;
  const refusal = { title: "Your role does not allow this", status: 403, code: "not_allowed" };
  const { sent } = renderPart(<SiteName />, {
    server: { "GET /api/v1/site": () => (isUp ? SITE : json(refusal, 403)) },
  });
  expect(await screen.findByText("Your role does not allow this")).toBeTruthy();

  isUp = true;
  await userEvent.click(screen.getByRole("button", { name: "Try now" }));

  expect(await screen.findByText("Guildmark")).toBeTruthy();
  expect(sent).toHaveLength(2);
});

it("never shows the inside of a fault", async () => {
  renderPart(<ProblemCard problem={new Error("x is undefined at line 3")} />);

  const alert = await screen.findByRole("alert");
  expect(alert.textContent).not.toContain("undefined");
});

it.each([
  ["unavailable", 503, "The service is busy"],
  ["fault", 500, "The server could not do this"],
])("says what the service itself says of %s (%i)", async (code, status, said) => {
  renderPart(<ProblemCard problem={new Problem({ title: "The service is busy", status, code })} />);

  expect((await screen.findByRole("alert")).textContent).toContain(said);
});

it("says one sentence once", async () => {
  const sentence = "This link was used already.";
  const errors = [{ path: "key", code: "used", message: sentence }];
  renderPart(
    <ProblemCard problem={new Problem({ title: sentence, status: 400, code: "used", errors })} />,
  );

  expect((await screen.findByRole("alert")).textContent?.trim()).toBe(sentence);
});

it("puts a message at its field, and only what has no field below", async () => {
  const errors = [{ path: "name", code: "taken", message: "Another project has this name." }];
  const problem = new Problem({ title: "Wrong", status: 422, code: "wrong_input", errors });
  renderPart(
    <>
      <TextField label="Name" problem={problem} path="name" />
      <FormProblem problem={problem} shownPaths={["name"]} />
    </>,
  );

  const field = await screen.findByLabelText("Name");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText("Another project has this name.")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

it("reads an interval out with its doubt, and says when it is under the target", async () => {
  renderPart(
    <IntervalList
      title="Agreement by label"
      target={0.67}
      rows={[
        { key: "a", name: "Cup", estimate: { value: 0.92, lower: 0.9, upper: 0.94, count: 64 } },
        { key: "b", name: "Handle", estimate: { value: 0.7, lower: 0.6, upper: 0.8, count: 14 } },
        { key: "c", name: "Napkin", estimate: null, why: "not yet known: 12 of 30" },
      ]}
    />,
  );

  const table = await screen.findByRole("table", { name: "Agreement by label" });
  const names = within(table)
    .getAllByRole("img")
    .map((bar) => bar.getAttribute("aria-label"));
  expect(names).toEqual([
    "0.92, likely 0.90 to 0.94, from 64 checks",
    "0.70, likely 0.60 to 0.80, from 14 checks, under the target of 0.67",
  ]);
  expect(within(table).getByText("not yet known: 12 of 30")).toBeTruthy();
});

it("says once what several rows miss, with all their names", async () => {
  const few = "Fewer than 30 items were answered by two people.";
  renderPart(
    <IntervalList
      title="Agreement by label"
      rows={[
        { key: "a", name: "Cup", estimate: null, why: few },
        { key: "b", name: "Handle", estimate: { value: 0.7, lower: 0.6, upper: 0.8, count: 64 } },
        { key: "c", name: "Napkin", estimate: null, why: few },
        { key: "d", name: "Spoon", estimate: null, why: "Nobody drew it." },
      ]}
    />,
  );

  const table = await screen.findByRole("table", { name: "Agreement by label" });
  const together = within(table).getByText(few).closest("td");
  expect(
    within(table)
      .getAllByRole("rowheader")
      .map((name) => name.textContent),
  ).toEqual(["Handle", "Spoon"]);
  expect(
    within(together as HTMLElement)
      .getAllByRole("listitem")
      .map((name) => name.textContent),
  ).toEqual(["Cup", "Napkin"]);
});

it("lists every part of a bar, those of nothing too", async () => {
  renderPart(
    <StackedBar
      title="2 of 2 resolved"
      parts={[
        { key: "r", name: "Resolved", value: 2, tone: "done" },
        { key: "d", name: "Disputed", value: 0, tone: "caution" },
      ]}
    />,
  );

  expect(await screen.findByRole("img", { name: "2 of 2 resolved" })).toBeTruthy();
  expect(screen.getAllByRole("definition").map((part) => part.textContent)).toEqual(["2", "0"]);
});

it("marks the step a person is at", async () => {
  renderPart(
    <Steps
      steps={[
        { key: "1", name: "Comprehension", state: "done" },
        { key: "2", name: "Practice", state: "current" },
      ]}
    />,
  );

  const steps = await screen.findAllByRole("listitem");
  expect(steps.map((step) => step.getAttribute("aria-current"))).toEqual([null, "step"]);
});

function Sheeted() {
  const [stop, setStop] = useState<SheetStop>("peek");
  return (
    <Sheet label="Shapes" stop={stop} onStop={setStop} head={<b>{stop}</b>}>
      inside
    </Sheet>
  );
}

it("moves the sheet a stop by arrow keys, and all the way by its button", async () => {
  renderPart(<Sheeted />);
  const handle = await screen.findByRole("button", { name: "Shapes: raise the sheet" });

  handle.focus();
  await userEvent.keyboard("{ArrowUp}");
  expect(screen.getByText("half")).toBeTruthy();
  await userEvent.keyboard("{Enter}");
  expect(screen.getByText("full")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Shapes: lower the sheet" }));

  expect(screen.getByText("peek")).toBeTruthy();
});

it("pages through a list, and is not there when one page holds it", async () => {
  const onPage = vi.fn();
  renderPart(<Pager page={2} count={120} onPage={onPage} />);

  expect(await screen.findByText("51 to 100 of 120")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  expect(onPage).toHaveBeenCalledWith(3);
});

it("puts a link inside a sentence", async () => {
  renderPart(
    <Rich text="account.noAccount" parts={{ link: (words) => <a href="/x">{words}</a> }} />,
  );

  expect((await screen.findByRole("link")).textContent).toBe("Make an account.");
});

it("draws an example in the colours of its labels", async () => {
  const box = (id: string, label: string) => ({
    id,
    kind: "box" as const,
    label,
    geometry: { x: 1, y: 1, width: 4, height: 4 },
    attributes: {},
  });
  const document = { ...EMPTY_DOCUMENT, shapes: [box("a", "cup"), box("b", "old")] };
  const item = { width_px: 10, height_px: 10, image_url: "/a.webp" };
  const example = { id: 1, label_key: "cup", verdict: "right" as const, caption: "Tight", item };
  const guideline = {
    body_html: "",
    examples: [{ ...example, document }],
    label_colors: { cup: "#123456" },
    label_edges: {},
    questions: [],
  };

  const { container } = renderPart(<GuidelineReader guideline={guideline} />);
  await screen.findByText("Tight", { exact: false });

  const lines = [...container.querySelectorAll("g path:last-child")];
  expect(lines.map((line) => line.getAttribute("stroke"))).toEqual([
    "#123456",
    labelLook(0).hex, // a label that is in the schema no more
  ]);
});
