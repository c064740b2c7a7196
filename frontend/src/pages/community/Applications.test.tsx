import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { json, type Sent } from "@/testing/fakeServer";
import { renderPart } from "@/testing/renderPage";
import { pageOf } from "@/testing/staff";
import { Applications } from "./Applications";

const PLACE = "/api/v1/communities/7/applications";
const asked = (id: number, state = "submitted") => ({
  id,
  user_id: id,
  pseudonym: `A-${id}`,
  display_name: "",
  answers: [{ question: "Why you?", answer: "I look twice." }],
  state,
  reason: "",
  created_at: "2026-03-02T09:00:00Z",
  decided_at: null,
});

it("answers those that are chosen with one reason, and names who could not be", async () => {
  const { sent } = renderPart(<Applications communityId={7} />, {
    server: {
      [`GET ${PLACE}`]: pageOf([asked(1), asked(2), asked(3), asked(4, "declined")]),
      [`POST ${PLACE}/decisions`]: [
        { application_id: 1, problem: "" },
        { application_id: 3, problem: "All places for this answer are taken at the moment" },
      ],
    },
  });

  await userEvent.click(await screen.findByRole("checkbox", { name: "Choose all on this page" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Choose A-2" }));
  await userEvent.click(screen.getByRole("button", { name: "Accept 2" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByRole("textbox"), "Welcome");
  await userEvent.click(dialog.getByRole("button", { name: "Accept" }));

  await screen.findByText("1 application was answered.");
  expect(screen.getByText("A-3: All places for this answer are taken at the moment")).toBeTruthy();
  expect(sent.find(({ route }) => route === `POST ${PLACE}/decisions`)?.body).toEqual({
    application_ids: [1, 3],
    decision: "accept",
    reason: "Welcome",
  });
  expect(screen.queryByRole("checkbox", { name: "Choose A-4" })).toBeNull();
});

it("shows those of a state, and says where there are none", async () => {
  renderPart(<Applications communityId={7} />, {
    server: {
      [`GET ${PLACE}`]: ({ query }: Sent) =>
        pageOf(query["state"] === "withdrawn" ? [] : [asked(1), asked(2)]),
    },
  });
  await screen.findByText("A-1");

  await userEvent.click(screen.getByRole("combobox", { name: "State of applications" }));
  await userEvent.click(await screen.findByRole("option", { name: "Withdrawn", hidden: true }));

  await screen.findByText("No application is in this state.");
});

it("goes back to the first page of those who wait, and still says who could not be answered", async () => {
  let left = [asked(1), asked(2)];
  const { sent } = renderPart(<Applications communityId={7} />, {
    server: {
      [`GET ${PLACE}`]: ({ query }: Sent) => {
        const count = 49 + left.length;
        if (query["state"] !== "submitted") return { ...pageOf([asked(9)]), count };
        if (query["page"] !== "2") return { ...pageOf([asked(8)]), count };
        return left.length > 0 ? { ...pageOf(left), count } : json({ title: "None" }, 404);
      },
      [`POST ${PLACE}/decisions`]: () => {
        left = [];
        return [
          { application_id: 1, problem: "" },
          { application_id: 2, problem: "This application has been answered or withdrawn" },
        ];
      },
    },
  });
  await userEvent.click(await screen.findByRole("combobox", { name: "State of applications" }));
  await userEvent.click(await screen.findByRole("option", { name: "Waiting", hidden: true }));
  await screen.findByText("A-8");
  await userEvent.click(screen.getByRole("button", { name: /Next/ }));
  await screen.findByText("A-1");

  await userEvent.click(screen.getByRole("checkbox", { name: "Choose all on this page" }));
  await userEvent.click(screen.getByRole("button", { name: "Accept 2" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Accept" }));

  await screen.findByText("A-8");
  expect(screen.getByText("1 application was answered.")).toBeTruthy();
  expect(screen.getByText(/^A-2: This application/)).toBeTruthy();
  const decision = sent.find(({ route }) => route === `POST ${PLACE}/decisions`);
  expect(decision?.headers.get("Idempotency-Key")).toBeTruthy();
});
