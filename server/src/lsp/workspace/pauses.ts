/** Work that waits for a pause, by key. */
export interface Pauses {
  /** Does the work after so many milliseconds in which nothing else is asked for under its key. */
  after(key: string, pauseMs: number, work: () => void): void;
  /** Nothing that waits is done any more. */
  dispose(): void;
}

/** Nothing waits at first. */
export function createPauses(): Pauses {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  return {
    after: (key, pauseMs, work) => {
      clearTimeout(timers.get(key));
      timers.set(key, setTimeout(work, pauseMs));
    },
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
