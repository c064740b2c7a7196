/** Adds the listener; returns what ends its subscription. */
export function listenedBy<Listener>(all: Set<Listener>, listener: Listener): () => void {
  all.add(listener);
  return () => all.delete(listener);
}
