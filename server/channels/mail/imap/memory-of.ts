/**
 * How much memory taking a mail from a mailbox costs, from the socket to the store. `memory.test.ts` runs it in a process
 * of its own with `--expose-gc`, since the peak of a process can only grow. Prints one line of JSON.
 */
import { folderStore } from "../../../files/index.ts";
import { highestMemory } from "../reading/highest-memory.ts";
import { openMailbox } from "./connection.ts";
import { fetchMail } from "./fetch.ts";

const [port = "", folder = "", warmUp = "", ...uids] = process.argv.slice(2);
const store = folderStore(folder);
const { client } = await openMailbox(
  {
    host: "127.0.0.1",
    port: Number(port),
    security: "plain",
    isPrivate: true,
    username: "help@kolobikes.example",
    signIn: "password",
    oauth: null,
    secret: { password: "right" },
  },
  { mayBePrivate: true },
);
await client.mailboxOpen("INBOX");
const workspaceId = "00000000-0000-7000-8000-000000000000";
const take = (uid: string) => fetchMail(client, store, workspaceId, { uid: Number(uid) });
// What is loaded and compiled once is no cost of these mails.
await take(warmUp);
global.gc?.();

const before = process.memoryUsage().rss;
let bytes = 0;
for (const uid of uids) {
  const fetched = await take(uid);
  if (typeof fetched === "string") throw new Error(fetched);
  bytes += fetched.size;
}
process.stdout.write(JSON.stringify({ grown: Math.max(0, highestMemory() - before), bytes }));
await client.logout();
