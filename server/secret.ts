import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { type Db, withoutWall } from "./db/database.ts";

/** The installation's key, from which a key for each purpose is derived. */
export interface Secret {
  /** HMAC-SHA256 of `text` under the key for `purpose`. */
  sign(purpose: string, text: string): Buffer;
  verify(purpose: string, text: string, signature: Uint8Array): boolean;
  /**
   * `text` as only this installation reads it (AES-256-GCM): others' passwords, keys of domains. Who holds the whole
   * database holds its key; this keeps them out of logs, exports and the eyes of who looks at rows.
   */
  seal(purpose: string, text: string): Buffer;
  /** What was sealed for the same purpose. Throws when it was not, or was changed since. */
  unseal(purpose: string, sealed: Uint8Array): string;
}

/** Reads the key of this installation, making it at the first start. All processes on one database share it. */
export async function readSecret(db: Db): Promise<Secret> {
  const value = await withoutWall(db, async (tx) => {
    await tx
      .insertInto("installation")
      .values({ name: "secret", value: randomBytes(32) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await tx
      .selectFrom("installation")
      .select("value")
      .where("name", "=", "secret")
      .executeTakeFirstOrThrow();
    return row.value;
  });
  return secretFrom(value);
}

const nonceBytes = 12;
const tagBytes = 16;

export function secretFrom(value: Uint8Array): Secret {
  const keys = new Map<string, Buffer>();
  const keyFor = (purpose: string) => {
    let key = keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync("sha256", value, "", `tandem ${purpose}`, 32));
      keys.set(purpose, key);
    }
    return key;
  };
  const sign = (purpose: string, text: string) => createHmac("sha256", keyFor(purpose)).update(text).digest();
  return {
    sign,
    verify(purpose, text, signature) {
      // A signature may be cut to its first half (128 bits), never shorter.
      if (signature.length < 16) return false;
      const good = sign(purpose, text).subarray(0, signature.length);
      return good.length === signature.length && timingSafeEqual(good, signature);
    },
    seal(purpose, text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", keyFor(`seal ${purpose}`), nonce);
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    unseal(purpose, sealed) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv(
        "aes-256-gcm",
        keyFor(`seal ${purpose}`),
        bytes.subarray(0, nonceBytes),
      );
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([
        decipher.update(bytes.subarray(nonceBytes + tagBytes)),
        decipher.final(),
      ]).toString("utf8");
    },
  };
}
