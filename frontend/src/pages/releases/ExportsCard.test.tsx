import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { pageOf } from "@/testing/staff";
import { ExportsCard } from "./ExportsCard";

const COCO = { key: "coco", name: "COCO", how: "a.json", loses: "Lines are boxes.", unfit: "" };
const POSE = { ...COCO, key: "yolo_pose", name: "YOLO pose", unfit: "It holds other shapes." };
const MADE = {
  id: 1,
  format: "coco",
  has_pictures: false,
  links: "",
  state: "done",
  byte_count: 9,
  losses: ["1 picture was taken back by its owner or deleted: labels alone are left of it."],
  error_detail: "",
  download_url: "/1",
  is_own: true,
};
const FAILED = {
  ...MADE,
  state: "failed",
  losses: [],
  error_detail: "The stored picture of a.jpg has changed.",
  download_url: null,
};

const RUNNING = {
  ...FAILED,
  state: "running",
  error_detail: "",
  progress_done: 1,
  progress_total: 2,
};

function server(made: typeof MADE | typeof FAILED) {
  return {
    "GET /api/v1/export-formats": [POSE, COCO],
    "GET /api/v1/releases/3/exports": pageOf([made]),
    "POST /api/v1/releases/3/exports": MADE,
    "POST /api/v1/exports/1/cancel": MADE,
  };
}

it("says why a file was not made, and lets it be asked for again", async () => {
  const { sent } = renderPart(<ExportsCard releaseId={3} canManage={false} />, {
    server: server(FAILED),
  });

  expect(await screen.findByText(/The stored picture of a\.jpg has changed/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /Prepare.*COCO/ }));

  expect(sent.some(({ route }) => route === "POST /api/v1/releases/3/exports")).toBe(true);
});

it("says of a file what it lacks itself", async () => {
  renderPart(<ExportsCard releaseId={3} canManage={false} />, { server: server(MADE) });

  const row = within(await screen.findByRole("row", { name: /COCO/ }));
  expect(row.getByText(/1 picture was taken back/)).toBeTruthy();
});

it("lets a file that is being made be cancelled", async () => {
  const { sent } = renderPart(<ExportsCard releaseId={3} canManage={false} />, {
    server: server(RUNNING),
  });

  await userEvent.click(await screen.findByRole("button", { name: "Cancel COCO" }));

  expect(sent.some(({ route }) => route === "POST /api/v1/exports/1/cancel")).toBe(true);
});

it.each([
  [false, 0],
  [true, 1],
])("offers to cancel what others asked for to managers alone", async (canManage, buttons) => {
  const theirs = { ...RUNNING, is_own: false };
  renderPart(<ExportsCard releaseId={3} canManage={canManage} />, { server: server(theirs) });

  await screen.findByRole("progressbar");

  expect(screen.queryAllByRole("button", { name: "Cancel COCO" })).toHaveLength(buttons);
});

it("offers what fits first, and says of a format that does not why", async () => {
  renderPart(<ExportsCard releaseId={3} canManage={false} />, { server: server(FAILED) });
  const rows = () => screen.findAllByRole("row");
  const before = (await rows()).map(({ textContent }) => /YOLO/.test(textContent));
  await userEvent.click(screen.getByRole("button", { name: /1 more format/ }));

  const last = (await rows()).at(-1) as HTMLElement;
  const button = within(last).getByRole("button", { name: /Prepare.*YOLO pose/ });

  expect(before).not.toContain(true);
  expect(within(last).getByText("It holds other shapes.")).toBeTruthy();
  expect(button).toHaveProperty("disabled", true);
});

it("leaves a format where it is prepared, and has it before the others the next time", async () => {
  const pose = { ...POSE, unfit: "" };
  const most = ["jsonl", "yolo_detect", "voc", "csv"].map((key) => ({ ...COCO, key, name: key }));
  let made: object[] = [];
  const replies = {
    "GET /api/v1/export-formats": [...most, COCO, pose],
    "GET /api/v1/releases/3/exports": () => pageOf(made),
    "POST /api/v1/releases/3/exports": () => (made = [{ ...MADE, format: "yolo_pose" }])[0],
  };
  const { unmount } = renderPart(<ExportsCard releaseId={3} canManage={false} />, {
    server: replies,
  });
  await userEvent.click(await screen.findByRole("button", { name: /1 more format/ }));

  await userEvent.click(screen.getByRole("button", { name: "Prepare YOLO pose" }));

  await screen.findByRole("link", { name: /YOLO pose/ });
  expect(screen.getByRole("button", { name: /1 more format/ })).toBeTruthy();
  unmount();
  renderPart(<ExportsCard releaseId={3} canManage={false} />, { server: replies });
  await screen.findByRole("link", { name: /YOLO pose/ });
  await waitFor(() => expect(screen.queryByRole("button", { name: /more format/ })).toBeNull());
});
