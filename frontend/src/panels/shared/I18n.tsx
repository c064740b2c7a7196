import { DirectionProvider } from "@mantine/core";
import { type ReactNode, createContext, useContext } from "react";
import type { I18n, Values } from "@/model/i18n";

const I18nContext = createContext<I18n | null>(null);

export function I18nProvider({ i18n, children }: { i18n: I18n; children: ReactNode }) {
  return (
    <I18nContext value={i18n}>
      <DirectionProvider initialDirection={i18n.direction} detectDirection={false}>
        {children}
      </DirectionProvider>
    </I18nContext>
  );
}

/** Texts, numbers, money and times in the reader's language. */
export function useI18n(): I18n {
  const i18n = useContext(I18nContext);
  if (i18n === null) throw new Error("useI18n needs an I18nProvider above it");
  return i18n;
}

interface RichProps {
  /** The key of a text with `<name>marked</name>` words. */
  text: string;
  values?: Values;
  parts: Readonly<Record<string, (words: string) => ReactNode>>;
}

/** A sentence with marked words: links and emphasis stay inside the text a translator sees. */
export function Rich({ text, values, parts }: RichProps) {
  const { t } = useI18n();
  return t(text, values)
    .split(/(<\w+>.*?<\/\w+>)/)
    .map((piece, index) => {
      const [, name, words] = /^<(\w+)>(.*?)<\/\w+>$/.exec(piece) ?? [];
      const part = name === undefined ? undefined : parts[name];
      // The pieces of one sentence never change their order.
      return <span key={index}>{part === undefined ? piece : part(words ?? "")}</span>;
    });
}
