import classes from "./Prose.module.css";

/** Text written in Markdown, as the server made and cleaned it; never anything else. */
export function Prose({ html }: { html: string }) {
  return <div className={classes.prose} dangerouslySetInnerHTML={{ __html: html }} />;
}
