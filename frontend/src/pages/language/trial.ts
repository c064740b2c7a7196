import type { Language } from "./languages";

/**
 * Languages that nobody speaks, made of English to try pages: longer texts, and from right to left.
 * `?language=ar-XB` chooses one for the tab, `?language=` ends it; in a demo and in development.
 */
export const TRIALS: readonly Language[] = [
  {
    code: "en-XA",
    name: "Åççéñţš",
    load: () => parts().then(({ accented, texts }) => accented(texts)),
  },
  {
    code: "ar-XB",
    name: "Ŕîĝĥţ ţö ļéƒţ",
    load: () => parts().then(({ mirrored, texts }) => mirrored(texts)),
  },
];

const KEY = "guildmark-trial-language";

/** The texts to start from and what changes them, loaded by nobody else. */
async function parts() {
  const [{ ENGLISH }, changes] = await Promise.all([
    import("../texts"),
    import("@/model/i18n/pseudo"),
  ]);
  return { ...changes, texts: changes.longer(ENGLISH) };
}

/** The trial language of this tab; null where there is none, as in every real installation. */
export function trialLanguage(): Language | null {
  const { dataset } = document.documentElement;
  const isAllowed =
    __WITH_PARTS__ || dataset.trialLanguages !== undefined || dataset.testHooks !== undefined;
  if (!isAllowed) return null;
  const asked = new URLSearchParams(location.search).get("language");
  try {
    if (asked !== null) sessionStorage.setItem(KEY, asked);
    return find(sessionStorage.getItem(KEY));
  } catch {
    return find(asked); // Storage can be forbidden; the choice then lasts as long as the page.
  }
}

function find(code: string | null): Language | null {
  return TRIALS.find((one) => one.code === code) ?? null;
}
