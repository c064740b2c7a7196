import { type ReactNode, createContext, useContext } from "react";

const InMain = createContext(false);

/** The main part of a page: where the skip link and each navigation lead. */
export function Main({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1}>
      <InMain value={true}>{children}</InMain>
    </main>
  );
}

/** Whether a page around draws the main part already: a failure can come with and without. */
export function useIsInMain(): boolean {
  return useContext(InMain);
}
