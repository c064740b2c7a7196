/** Takes what it is asked, and says nothing. */
export class MuteWorker extends EventTarget {
  readonly asked: unknown[] = [];
  isStopped = false;

  postMessage(asked: unknown): void {
    this.asked.push(asked);
  }

  terminate(): void {
    this.isStopped = true;
  }
}
