import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf, PROJECT, PROJECT_PAGE } from "@/testing/staff";

it("shows the details of each label to who may only read", async () => {
  const definition = {
    version: 1,
    labels: [{ key: "sled", name: "Sled", color: "#30C7D2", kind: "mask" }],
    questions: [],
  };
  const version = { id: 7, number: 1, definition };
  const staff_of = MANAGER.staff_of.map((one) => ({ ...one, role: "reviewer" }));
  renderApp("/p/1/schema", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/me": { ...MANAGER, staff_of },
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null, schema_version: version },
      "GET /api/v1/projects/1/schema-versions": pageOf([version]),
    },
  });

  const details = await screen.findByRole("group", { name: "Attributes of Sled" });

  expect(details.closest("[hidden]")).toBeNull();
  expect(details.closest("fieldset")?.disabled).toBe(true);
});
