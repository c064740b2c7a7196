import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serverClock } from "@/api/server-clock";
import { renderPart } from "@/testing/renderPage";
import { ordered, type WorkProject } from "./feed";
import { WorkList } from "./WorkList";

const PROJECT: WorkProject = {
  project_id: 1,
  name: "Coins",
  summary: "",
  thumbnail_url: null,
  kind: "box",
  price: { amount_minor: 6, currency: "EUR" },
  tasks_left: 26,
  is_at_least: false,
  share_left: null,
  daily_left: null,
  typical_seconds: null,
  answer_count: 3,
  is_own_pace: false,
  hourly: null,
  lease: null,
  returned_count: 0,
  ends_at: null,
};

it("promises no more tasks and no more time than it knows", async () => {
  renderPart(<WorkList projects={[{ ...PROJECT, daily_left: 5 }]} />);

  expect(await screen.findByText("up to 26 tasks for you")).toBeTruthy();
  expect(screen.getByText("5 more today")).toBeTruthy();
  expect(screen.getByText("time not known yet")).toBeTruthy();
});

it("says whose answers a time comes from", async () => {
  const known = { ...PROJECT, typical_seconds: 40, answer_count: 60, is_own_pace: true };
  renderPart(<WorkList projects={[{ ...known, tasks_left: 1000, is_at_least: true }]} />);

  expect(await screen.findByText("about 40 s, from your last 60")).toBeTruthy();
  expect(screen.getByText("at least 1,000 tasks for you")).toBeTruthy();
});

it("says that a qualification ends, of the project whose it is alone", async () => {
  const ending = { ...PROJECT, project_id: 2, name: "Leaves", ends_at: "2099-03-04T12:00:00Z" };
  renderPart(<WorkList projects={[PROJECT, ending]} />);

  const [said, ...others] = await screen.findAllByText(/Your qualification ends on/);
  expect([said?.textContent, others]).toEqual([
    "Your qualification ends on 4 Mar 2099: a task before then keeps it.",
    [],
  ]);
  expect(said?.closest("li, [class*=row]")?.textContent).toContain("Leaves");
});

it("says what is drawn, and that it is several things where labels differ", async () => {
  const kinds = ["mask", "several", "mixed"];
  renderPart(
    <WorkList projects={kinds.map((kind, place) => ({ ...PROJECT, project_id: place, kind }))} />,
  );

  expect(await screen.findByText("Paint masks")).toBeTruthy();
  expect(screen.getByText("Draw with several tools")).toBeTruthy();
  expect(screen.getByText("Draw and answer")).toBeTruthy();
});

it("puts what is held first, then what came back, in any order", () => {
  const held = {
    ...PROJECT,
    project_id: 2,
    lease: { assignment_id: 9, expires_at: "2026-11-28T17:00:00Z" },
  };
  const returned = { ...PROJECT, project_id: 3, returned_count: 1 };

  expect(ordered([PROJECT, returned, held], "newest").map((one) => one.project_id)).toEqual([
    2, 3, 1,
  ]);
});

it("counts a held task down by the server's clock, on a device that is a day behind it", async () => {
  const ahead = (seconds: number) => new Date(Date.now() + 86_400_000 + seconds * 1000);
  serverClock.hear(ahead(0).toUTCString());
  const lease = { assignment_id: 9, expires_at: ahead(1500).toISOString() };

  renderPart(<WorkList projects={[{ ...PROJECT, lease }]} />);

  expect(await screen.findByText(/2[45]:\d\d/)).toBeTruthy();
});
