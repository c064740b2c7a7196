import { type Catalogue, catalogueOf } from "@/model/i18n";

/** The texts of every page and panel folder; each folder's name stands before its keys. */
export const ENGLISH: Catalogue = catalogueOf(
  import.meta.glob<Catalogue>(["./*/en.json", "../panels/*/{en,*.en}.json", "../model/*/en.json"], {
    eager: true,
    import: "default",
  }),
);
