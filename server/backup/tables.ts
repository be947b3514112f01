import type { ClientBase } from "pg";

export interface Table {
  name: string;
  /** Those that are not computed from others. */
  columns: string[];
  refersTo: string[];
  walled: boolean;
}

/**
 * Left out, since they tell of this installation and no other: which migrations ran here (the manifest says which the
 * archive's rows need), and which process holds what at this moment; and what figures are counted from, since it is told
 * anew by the events.
 */
const leftOut = [
  "migrations",
  "leases",
  "facts",
  "folded_conversations",
  "fold_cursors",
  "fact_words",
  "sheets",
];

/** Rows that an installation has before anybody has used it: its own key, and tries at a door that leads nowhere. */
export const furniture = ["installation", "throttles"];

/**
 * The tables whose rows are the installation, each after those that it refers to. They are asked of the database, so
 * that a table of a later migration cannot be forgotten here.
 */
export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, c.relforcerowsecurity as walled,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) as columns,
       array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as "refersTo"
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all($1)
     order by 1`,
    [leftOut],
  );
  return inOrder(rows);
}

function inOrder(tables: Table[]): Table[] {
  const ordered: Table[] = [];
  const placed = new Set<string>();
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name, refersTo }) => !placed.has(name) && refersTo.every((other) => placed.has(other)),
    );
    if (!next.length) throw new Error("tables that refer to each other in a circle cannot be put in order");
    for (const table of next) placed.add(table.name);
    ordered.push(...next);
  }
  return ordered;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
