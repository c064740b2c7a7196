import { type Catalogue, catalogueOf } from "@/model/i18n";

/** The same texts in Spanish. */
export const SPANISH: Catalogue = catalogueOf(
  import.meta.glob<Catalogue>(["./*/es.json", "../panels/*/{es,*.es}.json", "../model/*/es.json"], {
    eager: true,
    import: "default",
  }),
);
