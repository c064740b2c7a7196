/** A store of IndexedDB, which keeps what it is given over a closed tab and a crash. */

export interface DeviceStore {
  readonly ask: <Result>(ask: (store: IDBObjectStore) => IDBRequest<Result>) => Promise<Result>;
  /** Done once the disk has it. */
  readonly change: (made: (store: IDBObjectStore) => void) => Promise<void>;
}

export function deviceStore(database: string, name: string, keyPath: string): DeviceStore {
  const opening = opened(database, name, keyPath);
  // Each call reports a failure to open; without this the first one would be reported twice.
  opening.catch(() => undefined);
  return {
    ask: async (ask) =>
      settled(ask((await opening).transaction(name, "readonly").objectStore(name))),
    change: async (made) => {
      const transaction = (await opening).transaction(name, "readwrite");
      made(transaction.objectStore(name));
      return kept(transaction);
    },
  };
}

function opened(database: string, name: string, keyPath: string): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(name, { keyPath });
  return settled(request);
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("The store failed"));
  });
}

/** A full disk is met only at the end: the request itself had succeeded. */
function kept(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("The store failed"));
  });
}
