type Listener = (data: unknown) => void;

/** Who wants to hear of what. A listener that throws is heard in the console, and keeps no other from hearing. */
export function listeners(complain: (error: unknown) => void) {
  let all: { event: string; listener: Listener }[] = [];
  return {
    off(event: string, listener: Listener) {
      all = all.filter((one) => one.event !== event || one.listener !== listener);
    },
    on(event: string, listener: Listener) {
      all = all.concat({ event, listener });
    },
    tell(event: string, data: unknown) {
      for (const one of all) {
        try {
          if (one.event === event) one.listener(data);
        } catch (error) {
          complain(error);
        }
      }
    },
  };
}
