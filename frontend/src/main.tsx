import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Problem } from "@/api/problem";
import { App } from "@/pages/App";
import { firstI18n } from "@/pages/language/start";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element with the id root");

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
// The name under which the libraries that make <style> elements look for the nonce.
Object.assign(globalThis, { __webpack_nonce__: nonce });

const i18n = await firstI18n();
document.documentElement.lang = i18n.language;
document.documentElement.dir = i18n.direction;

createRoot(root, {
  // A refusal is shown by the page of errors; the console is for faults.
  onCaughtError: (error) => {
    if (!(error instanceof Problem)) reportError(error);
  },
}).render(
  <StrictMode>
    <App i18n={i18n} nonce={nonce} />
  </StrictMode>,
);
