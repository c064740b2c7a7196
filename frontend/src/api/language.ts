/** The language of the page, in which the server is to answer; "" before there is one. */
export function languageHeader(): Record<string, string> {
  const language = document.documentElement.lang;
  return language === "" ? {} : { "Accept-Language": language };
}
