import { readdirSync } from "node:fs";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { type Config, withoutPassword } from "../config.ts";
import { bad, type Finding, good, odd, plural } from "./finding.ts";

const patienceMs = 5_000;

/** Whether our mail can leave the house: the server is there, and takes our name and password. */
export async function examineOutgoing({ smtpUrl, dataDir }: Config): Promise<Finding[]> {
  if (!smtpUrl)
    return [
      odd(
        `Mail is not sent, but kept in ${join(dataDir, "outgoing")} (${plural(kept(dataDir), "mail")}).`,
        "Set SMTP_URL to the server that is to send it.",
      ),
    ];
  const server = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
  });
  try {
    await server.verify();
    return [good(`The mail server at ${new URL(smtpUrl).host} answers and lets us in.`)];
  } catch (error) {
    return [
      bad(
        `The mail server of ${withoutPassword(smtpUrl)} does not let us in: ${(error as Error).message}`,
        "Look at SMTP_URL. Nothing is lost meanwhile: mail waits and is tried again for two days.",
      ),
    ];
  } finally {
    server.close();
  }
}

function kept(dataDir: string): number {
  try {
    return readdirSync(join(dataDir, "outgoing")).filter((name) => name.endsWith(".eml")).length;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return 0;
    throw error;
  }
}
