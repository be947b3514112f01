import { readFile } from "node:fs/promises";
import type { BaseLogger } from "pino";

/** A certificate with its key, in files, as Let's Encrypt and the like leave them. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

const lookEveryMs = 60 * 60_000;

export const readCertificate = async ({ cert, key }: CertificateFiles) => ({
  cert: await readFile(cert),
  key: await readFile(key),
});

/** Takes a renewed certificate without a restart: looks every hour whether the files hold another one. */
export function followCertificate(
  files: CertificateFiles,
  current: { cert: Buffer },
  use: (renewed: { cert: Buffer; key: Buffer }) => void,
  log: Pick<BaseLogger, "info" | "warn">,
  everyMs = lookEveryMs,
): { stop(): void } {
  let { cert } = current;
  const look = async () => {
    try {
      const found = await readCertificate(files);
      if (found.cert.equals(cert)) return;
      use(found);
      cert = found.cert;
      log.info("The renewed certificate for incoming mail is in use.");
    } catch (error) {
      // Renewed halfway, or wrong: the one that is in use stays, and the next look may find both files.
      log.warn(
        { err: error },
        "The certificate for incoming mail could not be read anew; the old one stays.",
      );
    }
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
