/** The cells of the picture, fetched once a tool asks for them. */

import { readCells, type CellMap } from "@/model/masks/cells";

export class CellLoader {
  private url: string | null = null;
  private cells: CellMap | null = null;
  private isAsked = false;

  /** Where the cells are; null for none. */
  use(url: string | null): void {
    if (url === this.url) return;
    Object.assign(this, { url, cells: null, isAsked: false });
  }

  /** Does nothing while they are on their way; one that failed is tried again. */
  prepare(): void {
    if (this.isAsked || this.url === null) return;
    this.isAsked = true;
    void this.load(this.url);
  }

  get(): CellMap | null {
    this.prepare();
    return this.cells;
  }

  private async load(url: string): Promise<void> {
    const content = await contentOf(url);
    if (url !== this.url) return;
    this.cells = content === null ? null : readCells(content);
    this.isAsked = this.cells !== null;
  }
}

/** Null when it did not come: the tool says so when it is used, and asks again. */
async function contentOf(url: string): Promise<ArrayBuffer | null> {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.arrayBuffer() : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
