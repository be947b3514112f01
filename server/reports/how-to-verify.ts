/** Whether a manifest is the one that was signed, by OpenSSL 3 and nothing of ours. */
export const manifestCommand =
  "openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig";

/** The sums that stand in it. */
export const sumsCommand = (files: string): string => `openssl dgst -sha256 ${files}`;

/** Where anyone can verify a report, and where the public key is. */
export const addresses = (publicUrl: string): { page: string; key: string } => ({
  page: new URL("/verify-report", publicUrl).href,
  key: new URL("/api/v1/reports/key", publicUrl).href,
});

/** By which a file says which report it is, where anyone who has the bytes can find it. */
export const mark = (id: string): string => `tandem-report:${id}`;
