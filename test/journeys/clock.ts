/** A page in which it is the same time as for the server, for journeys that last longer than we wait. */
export const pageClock = (now = Date.now()): string => `{
  const Machine = Date;
  const ahead = ${now} - Machine.now();
  globalThis.Date = class extends Machine {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(Machine.now() + ahead);
    }
    static now() {
      return Machine.now() + ahead;
    }
  };
}`;
