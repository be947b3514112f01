/** A mailbox's server as far as we speak to one (RFC 3501, IDLE, MOVE, XOAUTH2), which fails when it is told to. */
import { createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";

interface Mail {
  uid: number;
  raw: Buffer;
  arrivedAt: Date;
  flags: Set<string>;
}

interface Folder {
  uidValidity: number;
  uidNext: number;
  mails: Mail[];
  junk: boolean;
}

export interface ImapServer {
  port: number;
  /** What was asked of it, without tags, newest last. */
  commands: string[];
  password: string;
  /** The access tokens that it takes. */
  tokens: Set<string>;
  /** Called before each command is answered; what it returns is done instead: the line is cut, or refused with words. */
  onCommand: (command: string) => "drop" | { no: string } | undefined;
  idles: boolean;
  /** What it says of a mail's size; the truth unless told otherwise. */
  sizeOf: (mail: Mail) => number;
  /** As some do: the whole mail is given whatever part of it was asked for. */
  givesAll: boolean;
  /** Cuts the line after so many bytes of mails more. */
  cutsAfter: number;
  put(folder: string, raw: string | Buffer, options?: { arrivedAt?: Date; flags?: string[] }): Mail;
  addFolder(name: string, options?: { junk?: boolean }): void;
  mails(folder: string): Mail[];
  remove(folder: string, uid: number): void;
  /** Numbers all mails of a folder anew. */
  renumber(folder: string): void;
  connections(): number;
  cut(): void;
  close(): Promise<void>;
}

export async function openImapServer({
  tls,
}: {
  tls?: { cert: string; key: string };
} = {}): Promise<ImapServer> {
  const folders = new Map<string, Folder>();
  const sockets = new Set<Socket>();
  const tell = new Set<(folder: string) => void>();
  const addFolder = (name: string, { junk = false } = {}) =>
    void folders.set(name, { uidValidity: 1000 + folders.size, uidNext: 1, mails: [], junk });
  addFolder("INBOX");

  const self: ImapServer = {
    port: 0,
    commands: [],
    password: "right",
    tokens: new Set(),
    onCommand: () => undefined,
    idles: true,
    sizeOf: ({ raw }) => raw.length,
    givesAll: false,
    cutsAfter: Number.POSITIVE_INFINITY,
    addFolder,
    put(name, raw, { arrivedAt = new Date(), flags = [] } = {}) {
      const folder = folders.get(name)!;
      const mail = { uid: folder.uidNext++, raw: Buffer.from(raw), arrivedAt, flags: new Set(flags) };
      folder.mails.push(mail);
      for (const one of tell) one(name);
      return mail;
    },
    mails: (name) => folders.get(name)!.mails,
    remove(name, uid) {
      const folder = folders.get(name)!;
      folder.mails = folder.mails.filter((mail) => mail.uid !== uid);
    },
    renumber(name) {
      const folder = folders.get(name)!;
      folder.uidValidity += 7;
      // In another order, so that no number stands for the mail it stood for.
      folder.mails.reverse();
      for (const [at, mail] of folder.mails.entries()) mail.uid = at + 1;
      folder.uidNext = folder.mails.length + 1;
    },
    connections: () => sockets.size,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        self.cut();
        server.close(() => resolve());
      }),
  };

  const context = tls && createSecureContext(tls);
  const server = createServer((bare) => {
    const socket = context ? new TLSSocket(bare, { isServer: true, secureContext: context }) : bare;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    converse(socket, self, folders, tell);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  self.port = (server.address() as { port: number }).port;
  return self;
}

function converse(
  socket: Socket,
  self: ImapServer,
  folders: Map<string, Folder>,
  tell: Set<(folder: string) => void>,
) {
  let selected: { name: string; folder: Folder; known: number } | null = null;
  let idling = "";
  let authenticating = "";
  const say = (line: string | Buffer) => {
    if (!socket.destroyed) socket.write(line);
  };
  const line = (text: string) => say(`${text}\r\n`);
  const news = () => {
    if (!selected || selected.known === selected.folder.mails.length) return;
    selected.known = selected.folder.mails.length;
    line(`* ${selected.known} EXISTS`);
  };
  const hear = (name: string) => {
    if (idling && selected?.name === name) news();
  };
  tell.add(hear);
  socket.on("close", () => tell.delete(hear));
  line(`* OK [CAPABILITY ${capabilities(self)}] ready`);

  let buffered = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    buffered += chunk;
    for (let end = buffered.indexOf("\r\n"); end >= 0; end = buffered.indexOf("\r\n")) {
      const command = buffered.slice(0, end);
      buffered = buffered.slice(end + 2);
      take(command);
    }
  });

  function take(text: string) {
    if (idling) {
      const tag = idling;
      idling = "";
      return line(`${tag} OK idled`);
    }
    if (authenticating) {
      const tag = authenticating;
      authenticating = "";
      // An empty line ends an exchange that was refused.
      return text === "" ? line(`${tag} NO [AUTHENTICATIONFAILED] refused`) : signIn(tag, text);
    }
    const [, tag = "*", command = ""] = text.match(/^(\S+) (.*)$/) ?? [];
    self.commands.push(command);
    const fault = self.onCommand(command);
    if (fault === "drop") return void socket.destroy();
    if (fault) return line(`${tag} NO ${fault.no}`);
    answer(tag, command);
  }

  function signIn(tag: string, initial: string) {
    const given = Buffer.from(initial, "base64").toString();
    const token = given
      .split("\u0001")
      .find((part) => part.startsWith("auth=Bearer "))
      ?.slice("auth=Bearer ".length);
    const isRight = token ? self.tokens.has(token) : given.split("\0")[2] === self.password;
    if (isRight) return line(`${tag} OK [CAPABILITY ${capabilities(self)}] in`);
    if (!token) return line(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`);
    authenticating = tag;
    line(`+ ${Buffer.from('{"status":"400"}').toString("base64")}`);
  }

  function answer(tag: string, command: string) {
    const ok = (text = "done") => line(`${tag} OK ${text}`);
    const no = (text: string) => line(`${tag} NO ${text}`);
    const [verb = ""] = command.toUpperCase().split(" ");
    const rest = command.slice(verb.length + 1);
    if (verb === "CAPABILITY") {
      line(`* CAPABILITY ${capabilities(self)}`);
      return ok();
    }
    if (verb === "NOOP" || verb === "ID" || verb === "ENABLE") {
      news();
      if (verb === "ID") line("* ID NIL");
      return ok();
    }
    if (verb === "LOGIN") {
      const [, password] = words(rest);
      return password === self.password ? ok() : no("[AUTHENTICATIONFAILED] Invalid credentials");
    }
    if (verb === "AUTHENTICATE") {
      const [, initial] = rest.split(" ");
      if (initial) return signIn(tag, initial);
      authenticating = tag;
      return line("+ ");
    }
    if (verb === "LOGOUT") {
      line("* BYE bye");
      ok();
      return socket.end();
    }
    if (verb === "NAMESPACE") {
      line('* NAMESPACE (("" "/")) NIL NIL');
      return ok();
    }
    if (verb === "LIST" || verb === "LSUB") {
      for (const [name, { junk }] of folders)
        line(`* ${verb} (\\HasNoChildren${junk ? " \\Junk" : ""}) "/" "${name}"`);
      return ok();
    }
    if (verb === "STATUS") {
      const [name = ""] = words(rest);
      const folder = folders.get(name);
      if (!folder) return no("[NONEXISTENT] no such folder");
      line(
        `* STATUS "${name}" (MESSAGES ${folder.mails.length} UIDNEXT ${folder.uidNext} UIDVALIDITY ${folder.uidValidity})`,
      );
      return ok();
    }
    if (verb === "SELECT" || verb === "EXAMINE") {
      const [name = ""] = words(rest);
      const folder = folders.get(name.toUpperCase() === "INBOX" ? "INBOX" : name);
      if (!folder) return no("[NONEXISTENT] no such folder");
      selected = { name, folder, known: folder.mails.length };
      line("* FLAGS (\\Seen \\Deleted)");
      line("* OK [PERMANENTFLAGS (\\Seen \\Deleted \\*)] yes");
      line(`* ${folder.mails.length} EXISTS`);
      line("* 0 RECENT");
      line(`* OK [UIDVALIDITY ${folder.uidValidity}] valid`);
      line(`* OK [UIDNEXT ${folder.uidNext}] next`);
      return ok("[READ-WRITE] open");
    }
    if (verb === "CLOSE" || verb === "UNSELECT") {
      selected = null;
      return ok();
    }
    if (verb === "IDLE") {
      idling = tag;
      line("+ idling");
      return news();
    }
    if (verb === "UID" && selected) {
      const [what = ""] = rest.split(" ", 1);
      uid(selected.folder, what.toUpperCase(), rest.slice(what.length + 1));
      return ok();
    }
    line(`${tag} BAD ${verb} is not known`);
  }

  function uid(folder: Folder, what: string, rest: string) {
    if (what === "SEARCH") {
      news();
      const keys = (rest.match(/\(|\)|[^\s()]+/g) ?? []).map((key) => key.replace(/^"|"$/g, ""));
      const fits = searchFor(keys, folder);
      const found = folder.mails.filter(fits).map((mail) => mail.uid);
      return line(`* SEARCH ${found.join(" ")}`.trimEnd());
    }
    const [set = ""] = rest.split(" ", 1);
    const named = folder.mails.filter((mail) => isIn(set, mail.uid, folder));
    if (what === "FETCH") for (const mail of named) describe(folder, mail, rest);
    if (what === "STORE")
      for (const mail of named) for (const [flag] of rest.matchAll(/\\\w+/g)) mail.flags.add(flag);
    if (what === "MOVE") {
      const [, name = ""] = words(rest);
      for (const mail of named) {
        const seq = folder.mails.indexOf(mail) + 1;
        folder.mails.splice(seq - 1, 1);
        const target = folders.get(name)!;
        target.mails.push({ ...mail, uid: target.uidNext++ });
        line(`* ${seq} EXPUNGE`);
        if (selected) selected.known--;
      }
    }
  }

  function describe(folder: Folder, mail: Mail, wanted: string) {
    const parts: (string | Buffer)[] = [`* ${folder.mails.indexOf(mail) + 1} FETCH (UID ${mail.uid}`];
    if (wanted.includes("FLAGS")) parts.push(` FLAGS (${[...mail.flags].join(" ")})`);
    if (wanted.includes("RFC822.SIZE")) parts.push(` RFC822.SIZE ${self.sizeOf(mail)}`);
    if (wanted.includes("INTERNALDATE")) parts.push(` INTERNALDATE "${internalDate(mail.arrivedAt)}"`);
    const literal = (name: string, bytes: Buffer) => parts.push(` ${name} {${bytes.length}}\r\n`, bytes);
    if (/HEADER\.FIELDS/i.test(wanted)) {
      const id = mail.raw.toString("latin1").match(/^message-id:.*$/im)?.[0] ?? "";
      literal("BODY[HEADER.FIELDS (MESSAGE-ID)]", Buffer.from(`${id && `${id}\r\n`}\r\n`, "latin1"));
    }
    const asked = /BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?/i.exec(wanted);
    if (asked) {
      const start = self.givesAll ? 0 : Number(asked[1] ?? 0);
      const length = self.givesAll || !asked[2] ? mail.raw.length : Number(asked[2]);
      const given = mail.raw.subarray(start, start + length);
      literal(asked[1] ? `BODY[]<${start}>` : "BODY[]", given);
      self.cutsAfter -= given.length;
      if (self.cutsAfter < 0) {
        for (const part of [...parts.slice(0, -1), given.subarray(0, given.length + self.cutsAfter)])
          say(part);
        self.cutsAfter = Number.POSITIVE_INFINITY;
        return void socket.destroySoon();
      }
    }
    parts.push(")\r\n");
    for (const part of parts) say(part);
  }
}

const capabilities = ({ idles }: ImapServer) =>
  `IMAP4rev1 ${idles ? "IDLE " : ""}MOVE ID NAMESPACE UIDPLUS SPECIAL-USE SASL-IR AUTH=PLAIN AUTH=XOAUTH2`;

/** What is quoted, or stands by itself. */
const words = (text: string): string[] =>
  [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain! : quoted.replace(/\\(.)/g, "$1"),
  );

function isIn(set: string, uid: number, { mails }: Folder): boolean {
  const last = mails.at(-1)?.uid ?? 0;
  return set.split(",").some((part) => {
    const [from = "", to = from] = part.split(":");
    const ends = [from, to].map((end) => (end === "*" ? last : Number(end)));
    return uid >= Math.min(...ends) && uid <= Math.max(...ends);
  });
}

/** ALL, SINCE, UID and OR, which take what follows them. */
function searchFor(keys: string[], folder: Folder): (mail: Mail) => boolean {
  const next = (): ((mail: Mail) => boolean) => {
    const key = keys.shift()!.toUpperCase();
    if (key === "(") {
      const inside: ((mail: Mail) => boolean)[] = [];
      while (keys[0] !== ")") inside.push(next());
      keys.shift();
      return (mail) => inside.every((fits) => fits(mail));
    }
    if (key === "OR") {
      const [one, other] = [next(), next()];
      return (mail) => one(mail) || other(mail);
    }
    if (key === "UID") {
      const set = keys.shift()!;
      return (mail) => isIn(set, mail.uid, folder);
    }
    if (key === "SINCE") {
      const since = Date.parse(`${keys.shift()} UTC`);
      return (mail) => mail.arrivedAt.getTime() >= since;
    }
    return () => true;
  };
  const all: ((mail: Mail) => boolean)[] = [];
  while (keys.length) all.push(next());
  return (mail) => all.every((fits) => fits(mail));
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const internalDate = (at: Date) =>
  `${String(at.getUTCDate()).padStart(2, " ")}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)} +0000`;
