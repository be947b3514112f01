import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { type Db, withoutWall } from "./db/database.ts";

/** The installation's key, from which a key for each purpose is derived. */
export interface Secret {
  /** HMAC-SHA256 of `text` under the key for `purpose`. */
  sign(purpose: string, text: string): Buffer;
  verify(purpose: string, text: string, signature: Uint8Array): boolean;
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

export function secretFrom(value: Uint8Array): Secret {
  const keys = new Map<string, Buffer>();
  const sign = (purpose: string, text: string) => {
    let key = keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync("sha256", value, "", `tandem ${purpose}`, 32));
      keys.set(purpose, key);
    }
    return createHmac("sha256", key).update(text).digest();
  };
  return {
    sign,
    verify(purpose, text, signature) {
      // A signature may be cut to its first half (128 bits), never shorter.
      if (signature.length < 16) return false;
      const good = sign(purpose, text).subarray(0, signature.length);
      return good.length === signature.length && timingSafeEqual(good, signature);
    },
  };
}
