import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import * as upload from "@/api/upload";
import type { SchemaDefinition } from "@/model/schema";
import { renderPart } from "@/testing/renderPage";
import { UploadForm } from "./UploadForm";

const BOXES: SchemaDefinition = {
  version: 1,
  labels: [{ key: "card", name: "Card", color: "aqua", kind: "box" }],
  questions: [],
};
const fileOf = (name: string) => new File(["[]"], name, { type: "application/json" });
const field = () => screen.getByLabelText<HTMLInputElement>("File of predictions");
const evaluate = () => userEvent.click(screen.getByRole("button", { name: "Evaluate" }));

it("keeps the file that is chosen for a second model", async () => {
  const sent = vi.spyOn(upload, "uploadFile").mockResolvedValue({ id: 1 });
  renderPart(<UploadForm against={{ kind: "release", releaseId: 4 }} schema={BOXES} />);

  await screen.findByRole("button", { name: "Evaluate" });
  expect(screen.getByText("File of predictions").closest("label")?.htmlFor).toBe(field().id);
  await userEvent.upload(field(), fileOf("first.json"));
  await evaluate();
  await waitFor(() => expect(field().files?.length).toBe(0));
  await userEvent.upload(field(), fileOf("second.json"));

  expect(field().files?.[0]?.name).toBe("second.json");
  await evaluate();
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
});
