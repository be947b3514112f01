const RealDate = Date;

/** A clock that stands where it is set, for everything in this process that asks what time it is. */
export interface VirtualClock {
  set(at: number): void;
  stop(): void;
}

/** Puts a clock of our own in the place of the machine's. Timers go on by the real one. */
export function virtualClock(from: number): VirtualClock {
  let now = from;
  class VirtualDate extends RealDate {
    constructor(...parts: [] | ConstructorParameters<typeof RealDate>) {
      if (parts.length === 0) super(now);
      else super(...parts);
    }
    static override now() {
      return now;
    }
    static override [Symbol.hasInstance](value: unknown) {
      return RealDate[Symbol.hasInstance](value);
    }
  }
  globalThis.Date = VirtualDate as DateConstructor;
  return {
    set(at) {
      now = at;
    },
    stop() {
      globalThis.Date = RealDate;
    },
  };
}
