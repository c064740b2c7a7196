import { expect, it } from "vitest";
import { sectionOf } from "./guideline-section";

const HTML = `<h1>Coins</h1><p>Draw all.</p>
<h2>Euro: the large ones</h2><p>Tight.</p><h3>Worn</h3><p>Also.</p>
<h2>Eurocent</h2><p>Small.</p>
<h2>euro-like tokens</h2><p>None.</p>`;

it("is what stands under the label's own heading, with the headings below it", () => {
  expect(sectionOf(HTML, "Euro")).toBe(
    "<h2>Euro: the large ones</h2>\n<p>Tight.</p>\n<h3>Worn</h3>\n<p>Also.</p>",
  );
  expect(sectionOf(HTML, "eurocent")).toBe("<h2>Eurocent</h2>\n<p>Small.</p>");
});

it.each(["Cent", "Dollar", "", "Eur"])(
  "is nothing for %o, which no heading is the name of",
  (label) => {
    expect(sectionOf(HTML, label)).toBeNull();
  },
);

it("is under the heading that is the whole name, where another one begins alike above it", () => {
  const html = "<h2>Car (parked)</h2><p>At rest.</p><h2>Car</h2><p>Any.</p>";

  expect(sectionOf(html, "car")).toBe("<h2>Car</h2>\n<p>Any.</p>");
  expect(sectionOf(html, "Car (parked)")).toBe("<h2>Car (parked)</h2>\n<p>At rest.</p>");
});

it("is under the heading of a translation that says the label's name in the original", () => {
  const html =
    "<h1>Moedas</h1><h2>Moeda de euro: a grande</h2><p>Justo.</p><h2>Cent</h2><p>Pequena.</p>";
  const originals = ["Coins", "Euro: the large one", "Cent"];

  expect(sectionOf(html, "Euro", originals)).toBe(
    "<h2>Moeda de euro: a grande</h2>\n<p>Justo.</p>",
  );
  expect(sectionOf(html, "Cent", originals)).toBe("<h2>Cent</h2>\n<p>Pequena.</p>");
  expect(sectionOf(html, "Euro")).toBeNull();
});
