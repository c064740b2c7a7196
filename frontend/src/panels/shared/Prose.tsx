import classes from "./Prose.module.css";

/** Text written in Markdown, as the server made and cleaned it; never anything else. */
export function Prose({ html }: { html: string }) {
  // People write it in any language: it runs as its first letters do, not as the page does.
  return <div className={classes.prose} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
