/**
 * What time it is by the server. The clock of a device may be wrong, or be set while a page is
 * open; what ends, opens or is so long ago is told by this one.
 */

/**
 * Learned from the `Date` of every answer, which is never later than the server's own moment: so
 * the latest moment it ever said is the nearest, to a second and the way here. An answer out of a
 * cache is old and changes nothing; after a sleep, in which `performance.now()` stands still, the
 * next answer puts it right. A server whose clock was put back is believed after a reload.
 */
export class ServerClock {
  /** What to add to `performance.now()`; null before the server spoke. */
  private apartMs: number | null = null;

  /** The `Date` of an answer that came just now; null or what is no date is passed over. */
  hear(date: string | null): void {
    const saidMs = date === null ? NaN : Date.parse(date);
    if (Number.isNaN(saidMs)) return;
    this.apartMs = Math.max(this.apartMs ?? -Infinity, saidMs - performance.now());
  }

  /** As before the server spoke: another one answers from now on. */
  forget(): void {
    this.apartMs = null;
  }

  /** Milliseconds since 1970; by the device for as long as the server said nothing. */
  now(): number {
    // eslint-disable-next-line no-restricted-syntax -- the one place that has nothing better
    return this.apartMs === null ? Date.now() : this.apartMs + performance.now();
  }
}

/** The server this page came from. */
export const serverClock = new ServerClock();

export const serverNow = (): number => serverClock.now();
export const serverDate = (): Date => new Date(serverNow());
