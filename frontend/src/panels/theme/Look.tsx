import { MantineProvider, localStorageColorSchemeManager } from "@mantine/core";
import type { ReactNode } from "react";
import "./mantine";
import "./fonts.css";
import "./base.css";
import "./controls.css";
import { cssVariablesResolver, theme } from "./theme";

/** Also read by `scheme.js` before the first paint. */
const schemeManager = localStorageColorSchemeManager({ key: "guildmark-scheme" });

interface LookProps {
  nonce: string;
  children: ReactNode;
}

/** Theme, style sheets and colour scheme; `nonce` is the one of the page's security policy. */
export function Look({ nonce, children }: LookProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={schemeManager}
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  );
}
