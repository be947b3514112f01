import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Sort } from "../../contract/conversations.ts";

/** An order of the conversations `c`: by these, one after the other, and by the id where all are the same. */
interface Order {
  by: { value: RawBuilder<unknown>; type: "timestamptz" | "int" | "text" }[];
  isDescending: boolean;
}

/** As text, a value keeps what the driver's dates lose: they end at milliseconds. */
const orders: Record<Exclude<Sort, "relevance">, Order> = {
  newest: { by: [{ value: sql`c.last_message_at`, type: "timestamptz" }], isDescending: true },
  created: { by: [{ value: sql`c.created_at`, type: "timestamptz" }], isDescending: true },
  waiting: { by: [{ value: sql`c.waiting_since`, type: "timestamptz" }], isDescending: false },
  due: { by: [{ value: sql`c.first_step_at`, type: "timestamptz" }], isDescending: false },
  priority: {
    by: [
      { value: sql`array_position(array['critical', 'high', 'normal', 'low'], c.priority)`, type: "int" },
      { value: sql`coalesce(c.first_step_at, 'infinity')`, type: "timestamptz" },
    ],
    isDescending: false,
  },
  customer: {
    by: [
      {
        value: sql`(select lower(coalesce(nullif(p.name, ''), p.email, '')) from customers p where p.workspace_id = c.workspace_id and p.id = c.customer_id)`,
        type: "text",
      },
    ],
    isDescending: false,
  },
};

export interface Ordering {
  orderBy: RawBuilder<unknown>;
  /** The values that the place of a row consists of, as an array of text. */
  place: RawBuilder<unknown>;
  /** What comes behind a place, whose last part is the id. */
  after: (place: readonly string[]) => RawBuilder<SqlBool>;
}

export function orderingBy(sort: Exclude<Sort, "relevance">): Ordering {
  const { by, isDescending } = orders[sort];
  const way = sql.raw(isDescending ? " desc" : "");
  const values = by.map(({ value }) => value);
  return {
    orderBy: sql`order by ${sql.join([...values, sql`c.id`].map((value) => sql`${value}${way}`))}`,
    place: sql`array[${sql.join(values.map((value) => sql`(${value})::text`))}]`,
    after: (place) => {
      const then = by.map(({ type }, at) => sql`${place[at]}::${sql.raw(type)}`);
      const [here, there] = [
        sql.join([...values, sql`c.id`]),
        sql.join([...then, sql`${place.at(-1)}::uuid`]),
      ];
      return isDescending ? sql`(${here}) < (${there})` : sql`(${here}) > (${there})`;
    },
  };
}
