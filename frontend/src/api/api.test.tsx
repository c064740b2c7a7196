import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { expect, it, vi } from "vitest";
import { fakeServer, json } from "@/testing/fakeServer";
import { resetPassword, signIn, signOut } from "./auth";
import { answerOf, api } from "./client";
import { Problem } from "./problem";
import { apiQuery } from "./query";
import { createQueryClient } from "./queryClient";
import { useSend } from "./send";

const CONFIG = { "GET /_allauth/browser/v1/config": {} };
const SITE = { name: "Guildmark", is_demo: false, demo_accounts: [] };

async function problemOfCall(call: Promise<unknown>): Promise<Problem> {
  const problem = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(problem instanceof Problem)) throw new Error("The call was not refused by a Problem");
  return problem;
}

function withQueries(children: ReactNode, onSignedOut = () => undefined) {
  const client = createQueryClient(onSignedOut);
  return render(<QueryClientProvider client={client}>{children}</QueryClientProvider>);
}

it("turns problem details into a Problem that knows its fields", async () => {
  const errors = [{ path: "display_name", code: "max_length", message: "At most 80 characters." }];
  const body = {
    type: "/docs/problems#wrong_input",
    title: "Wrong",
    status: 422,
    code: "wrong_input",
    errors,
  };
  fakeServer({ "PATCH /api/v1/me": () => json(body, 422) });

  const problem = await problemOfCall(answerOf(api.PATCH("/api/v1/me", { body: {} })));

  expect([problem.code, problem.status, problem.isTransient]).toEqual(["wrong_input", 422, false]);
  expect(problem.fieldMessage("display_name")).toBe("At most 80 characters.");
});

it("names an answer that is not ours a fault, and no answer unreachable", async () => {
  fakeServer({ "GET /api/v1/site": () => new Response("<h1>502</h1>", { status: 502 }) });
  const fault = await problemOfCall(answerOf(api.GET("/api/v1/site")));
  globalThis.fetch = () => Promise.reject(new TypeError("failed"));
  const unreachable = await problemOfCall(answerOf(api.GET("/api/v1/site")));

  expect([fault.code, fault.isTransient]).toEqual(["fault", true]);
  expect([unreachable.code, unreachable.status, unreachable.isTransient]).toEqual([
    "unreachable",
    0,
    true,
  ]);
});

it("sends the CSRF token of the cookie with what changes something", async () => {
  document.cookie = "csrftoken=abc123";
  const sent = fakeServer({ "PATCH /api/v1/me": {}, "GET /api/v1/site": SITE });

  await answerOf(api.PATCH("/api/v1/me", { body: {} }));
  await answerOf(api.GET("/api/v1/site"));

  expect(sent.map(({ headers }) => headers.get("X-CSRFToken"))).toEqual(["abc123", null]);
});

function NewOrganisation() {
  const create = useSend({
    send: (name: string, headers) =>
      answerOf(api.POST("/api/v1/organisations", { body: { name }, headers })),
  });
  return (
    <>
      <button onClick={() => create.mutate("Lab")}>send</button>
      <p>{create.error?.code ?? (create.isSuccess ? "made" : create.status)}</p>
    </>
  );
}

it("keeps one Idempotency-Key while no answer comes, and takes a new one after", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
  let tries = 0;
  const sent = fakeServer({
    "POST /api/v1/organisations": () => {
      tries += 1;
      return tries < 3 ? json({}, 503) : { id: tries, name: "Lab", slug: "lab" };
    },
  });
  withQueries(<NewOrganisation />);

  await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).click(screen.getByText("send"));
  await waitFor(() => screen.getByText("made"));
  await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).click(screen.getByText("send"));
  await waitFor(() => expect(sent).toHaveLength(4));
  vi.useRealTimers();

  const keys = sent.map(({ headers }) => headers.get("Idempotency-Key"));
  expect(new Set(keys.slice(0, 3)).size).toBe(1);
  expect(keys[3]).not.toBe(keys[2]);
});

function SiteName() {
  return <p>{useQuery(apiQuery("/api/v1/site")).data?.name ?? "waiting"}</p>;
}

it("reads a route by its typed query", async () => {
  fakeServer({ "GET /api/v1/site": SITE });
  withQueries(<SiteName />);

  expect(await screen.findByText("Guildmark")).toBeTruthy();
});

it("tells when the server no longer knows the person", async () => {
  const onSignedOut = vi.fn();
  fakeServer({ "GET /api/v1/site": () => json({ title: "x", status: 401, code: "y" }, 401) });
  withQueries(<SiteName />, onSignedOut);

  await waitFor(() => expect(onSignedOut).toHaveBeenCalledOnce());
});

it("takes the library's 401 without errors as done, not as a refusal", async () => {
  fakeServer({
    ...CONFIG,
    "DELETE /_allauth/browser/v1/auth/session": () => json({ status: 401, meta: {} }, 401),
    "POST /_allauth/browser/v1/auth/password/reset": () => json({ status: 401 }, 401),
  });

  await expect(signOut()).resolves.toBeUndefined();
  await expect(resetPassword("k-1", "correct horse")).resolves.toBeUndefined();
});

it("says which step of a sign-in is still to be done", async () => {
  const flows = [{ id: "login" }, { id: "verify_email", is_pending: true }];
  fakeServer({
    ...CONFIG,
    "POST /_allauth/browser/v1/auth/login": () => json({ status: 401, data: { flows } }, 401),
  });

  const entered = await signIn({ email: "a@b.c", password: "x" });

  expect(entered).toEqual({ outcome: "pending", step: "verify_email" });
});
