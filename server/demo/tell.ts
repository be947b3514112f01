import { eventsOf } from "./events.ts";
import { hear } from "./heard.ts";
import type { Known, Made } from "./made.ts";
import { deliveriesOf, messagesOf } from "./messages.ts";
import { placeOf } from "./place.ts";
import { rowOf } from "./row.ts";
import { type ToTell, tellingOf } from "./telling.ts";

/** What a conversation, told at these moments, leaves behind in each table. */
export function tell(made: Made, known: Known, toTell: ToTell) {
  const telling = tellingOf(made, known, toTell);
  const { base, begun, conversation, customer } = telling;
  const said = messagesOf(telling);
  const heard = hear(telling, said);
  const place = placeOf(telling);
  const { events, handovers, promises } = eventsOf(telling, { messages: said, heard, place });
  const messages = [...said.values(), ...heard.acknowledgements.values()];
  return {
    begun,
    customerId: customer.id,
    row: rowOf(telling, { place, heard, promises }),
    tags: conversation.tags.map((tag) => ({ ...base, tagId: made.tags.get(tag)! })),
    messages,
    deliveries: deliveriesOf(telling, messages),
    requests: heard.requests,
    clocks: heard.clocks,
    promises,
    handovers,
    events,
  };
}
