import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { leased } from "@/testing/leased";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";
import "./WorkPage";

vi.mock("@/pages/feedback/FeedbackAfter", () => {
  throw new TypeError("Failed to fetch dynamically imported module");
});

it("goes on to the next task where what the last one taught cannot be loaded", async () => {
  vi.stubGlobal("reportError", vi.fn());
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
  let isSent = false;
  renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": () => (isSent ? leased(9, "second") : leased(8, "first")),
      "POST /api/v1/assignments/8/submit": () => {
        isSent = true;
        return { submission_id: 1, counts: true, state: "submitted", has_feedback: true };
      },
    },
  });
  await screen.findByRole("application", { name: "Picture first" });
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
  await screen.findByText("This part could not be loaded");

  fireEvent.click(screen.getByRole("button", { name: "Next task" }));

  await waitFor(() =>
    expect(screen.getByRole("application").getAttribute("aria-label")).toBe("Picture second"),
  );
  cleanup(); // the draft that is due goes out while there is a server
  vi.unstubAllGlobals();
});
