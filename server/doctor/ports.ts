import { connect, createServer } from "node:net";
import type { Config } from "../config.ts";
import { bad, type Finding, good, odd } from "./finding.ts";

const patienceMs = 3_000;

/**
 * Whether Tandem answers on its ports; and if not, whether they are free for it. `inUse` says whether a Tandem is at
 * work on this database: where none is, the one that answers is another. Undefined when that is not known.
 */
export async function examinePorts(config: Config, inUse: boolean | undefined): Promise<Finding[]> {
  const { roles, host, port, smtpHost, smtpPort } = config;
  const found = await Promise.all([
    ...(roles.has("web") && port !== 0 ? [web(host, port)] : []),
    ...(roles.has("mail") && smtpPort !== 0 ? [mail(smtpHost, smtpPort)] : []),
  ]);
  if (!found.length) return [good("No port is asked for by number: any free one is taken.")];
  if (inUse === false && found.some(({ mark }) => mark === "good"))
    found.push(
      bad(
        "But none is at work on this database: the one that answers is another installation's.",
        "Stop that one, or give this one ports of its own with PORT and SMTP_PORT.",
      ),
    );
  return found;
}

async function web(host: string, port: number): Promise<Finding> {
  const url = `http://${reachable(host)}:${port}`;
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(patienceMs) })
    .then((response) => response.json() as Promise<{ ready?: boolean; reasons?: string[] }>)
    .catch(nobody);
  if (answer?.ready === true) return good(`Tandem answers on ${url}, and is ready.`);
  if (answer?.ready === false)
    return bad(
      `Tandem answers on ${url}, but is not ready (${answer.reasons?.join(", ")}).`,
      "Wait a moment and look again; if it stays so, its log says why.",
    );
  return free(host, port, "PORT");
}

async function mail(host: string, port: number): Promise<Finding> {
  const banner = await greeting(reachable(host), port).catch(nobody);
  if (banner?.startsWith("220 ") && banner.includes("Tandem"))
    return good(`Tandem takes mail on ${host}:${port}.`);
  return free(host, port, "SMTP_PORT");
}

/** Whoever is not there, or talks of something else, is not us; what is so is found out by trying the port. */
const nobody = () => undefined;

function greeting(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ""), port, timeout: patienceMs });
    socket.setEncoding("utf8");
    socket.once("data", (line) => {
      socket.end("QUIT\r\n");
      resolve(String(line));
    });
    socket.once("timeout", () => socket.destroy(new Error("no greeting")));
    socket.once("error", reject);
  });
}

function free(host: string, port: number, setting: "PORT" | "SMTP_PORT"): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(why(error, host, port, setting)));
    server.listen({ host, port, exclusive: true }, () =>
      server.close(() =>
        resolve(odd(`Port ${port} is free, and no Tandem answers there.`, "`npm start`, if it is to run.")),
      ),
    );
  });
}

function why({ code, message }: NodeJS.ErrnoException, host: string, port: number, setting: string): Finding {
  if (code === "EADDRINUSE")
    return bad(
      `Port ${port} is taken by another program.`,
      `Stop that program, or choose another port with ${setting}.`,
    );
  if (code === "EACCES")
    return bad(
      `This user may not open port ${port}.`,
      `Choose one above 1023 with ${setting}, or let the system forward it.`,
    );
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return bad(
      `${host} is not an address of this machine.`,
      `Set ${setting === "PORT" ? "HOST" : "SMTP_HOST"} to one that is, such as 127.0.0.1 or 0.0.0.0.`,
    );
  return bad(`Port ${port} cannot be opened: ${message}`);
}

/** To listen everywhere is to be reached here as well. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
