import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import prettier from "eslint-config-prettier";
import globals from "globals";
import { fileURLToPath } from "node:url";
import tseslint from "typescript-eslint";

const src = fileURLToPath(new URL("./src", import.meta.url));

/** Who may be imported by whom: model <- tools, render <- panels <- pages; api knows model only. */
const FLOORS = {
  model: ["tools", "render", "panels", "pages", "api", "testing"],
  tools: ["render", "panels", "pages", "api"],
  render: ["tools", "panels", "pages", "api"],
  api: ["tools", "render", "panels", "pages"],
  panels: ["pages"],
};

const zones = Object.entries(FLOORS).map(([floor, above]) => ({
  target: `${src}/${floor}`,
  from: above.map((name) => `${src}/${name}`),
  message: `src/${floor} must not know this floor: model <- tools, render <- panels <- pages; api <- model only.`,
}));

const HEX = "/^#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/";
const noHex = [
  {
    selector: `Literal[value=${HEX}]`,
    message: "Colours live in panels/theme/tokens.ts and render/palette.ts. Use a token.",
  },
  {
    selector: "TemplateElement[value.raw=/#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})\\b/]",
    message: "Colours live in panels/theme/tokens.ts and render/palette.ts. Use a token.",
  },
];

/** Between the server's moments and now stands the server's clock; a device's may be wrong. */
const noDeviceClock = [
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
].map((selector) => ({
  selector,
  message:
    "The device's clock may be wrong: serverNow() of api/server-clock, or performance.now().",
}));

export default tseslint.config(
  { ignores: ["dist", "dist-test", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  tseslint.configs.strict,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat["recommended-latest"],
  {
    files: ["**/*.{ts,tsx,js}"],
    plugins: { "import-x": importX },
    languageOptions: { globals: { ...globals.browser } },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({
          extensions: [".ts", ".tsx", ".d.ts", ".js", ".json"],
          alias: { "@": [src] },
        }),
      ],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": "off",
      "no-restricted-syntax": ["error", ...noHex, ...noDeviceClock],
      "max-lines": ["error", { max: 400 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-invalid-void-type": "off",
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["src/panels/theme/tokens.ts", "src/render/palette.ts", "**/*.test.{ts,tsx}"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["*.config.{ts,js}", "build/**", "testing/**"],
    languageOptions: { globals: { ...globals.node } },
  },
  {
    files: ["src/model/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["window", "document", "navigator", "localStorage", "HTMLElement"].map((name) => ({
          name,
          message: "model/ knows no browser; pass what you need in.",
        })),
      ],
    },
  },
  prettier,
);
