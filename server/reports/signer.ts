import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { askWithoutWall, type Db } from "../db/database.ts";
import { sha256 } from "./canonical.ts";

/** What an installation signs its reports with: Ed25519 (RFC 8032). */
export interface Signer {
  /** As SubjectPublicKeyInfo in PEM, the way OpenSSL reads it. */
  publicKey: string;
  /** Of the public key's DER: what a person compares, and what manifests name it by. */
  keySha256: string;
  sign(text: string): Buffer;
  verify(text: string, signature: Uint8Array): boolean;
}

/** Where the private key lies, as PKCS 8. It is made once, goes into every backup, and no route gives it out. */
const name = "report-key";

/** Reads this installation's key, making it when the first report needs it. All processes on one database share it. */
export async function readSigner(db: Db): Promise<Signer> {
  const kept = (await readKey(db)) ?? (await makeKey(db));
  const privateKey = createPrivateKey({ key: kept, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  return {
    ...shown(publicKey),
    sign: (text) => sign(null, Buffer.from(text), privateKey),
    verify: (text, signature) => isSignedBy(publicKey, text, signature),
  };
}

export const isSignedBy = (publicKey: KeyObject, text: string, signature: Uint8Array): boolean =>
  verify(null, Buffer.from(text), publicKey, signature);

export const shown = (publicKey: KeyObject): Pick<Signer, "publicKey" | "keySha256"> => ({
  publicKey: publicKey.export({ format: "pem", type: "spki" }) as string,
  keySha256: sha256(publicKey.export({ format: "der", type: "spki" })),
});

const readKey = async (db: Db): Promise<Buffer | undefined> =>
  (
    await askWithoutWall(db, (system) =>
      system.selectFrom("installation").select("value").where("name", "=", name).executeTakeFirst(),
    )
  )?.value;

async function makeKey(db: Db): Promise<Buffer> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const value = privateKey.export({ format: "der", type: "pkcs8" });
  await askWithoutWall(db, (system) =>
    system
      .insertInto("installation")
      .values({ name, value })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  // Whoever was quicker has made the key.
  return (await readKey(db))!;
}
