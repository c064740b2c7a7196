import { cleanup, configure } from "@testing-library/react";
import * as React from "react";
import { afterEach, vi } from "vitest";
import { serverClock } from "@/api/server-clock";

// Mantine reads it; happy-dom has none.
vi.stubGlobal("matchMedia", (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
}));

// Textareas that grow listen to it; happy-dom has none.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

// Files share one page: what one of them kept is not the next one's.
localStorage.clear();
sessionStorage.clear();

// A page that is loaded when it is first shown takes its time where these tests give way to others.
configure({ asyncUtilTimeout: 30_000 });

// For what it says to people who build, React 19 keeps the stack of whoever made an element, so long
// as a counter of its own is low: a tenth of the time of these tests.
const counted: unknown = Reflect.get(
  React,
  "__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE",
);
if (counted instanceof Object) {
  Object.defineProperty(counted, "recentlyCreatedOwnerStacks", {
    get: () => Infinity,
    set: () => undefined,
    configurable: true,
  });
}

const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  serverClock.forget();
  globalThis.fetch = realFetch;
});
