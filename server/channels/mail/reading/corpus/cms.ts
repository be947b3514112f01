/** CMS around a MIME entity, just enough of RFC 5652 for what a reader looks at. */
const der = (tag: number, ...inner: Buffer[]): Buffer => {
  const body = Buffer.concat(inner);
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  return Buffer.concat([Buffer.from([tag, 0x84]), size, body]);
};
/** With a length that is told by two zeros at the end, as signers that work in a stream write it. */
const open = (tag: number, ...inner: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...inner, Buffer.from([0, 0])]);

const id = (hex: string) => der(6, Buffer.from(hex, "hex"));
const version = der(2, Buffer.from([1]));
const algorithms = der(0x31, der(0x30, id("608648016503040201")));
const certificates = der(0xa0, der(0x30, Buffer.alloc(200, 5)));
const signers = der(0x31, der(0x30, version));

export function signedMessage(content: string, streamed = false): Buffer {
  const bytes = Buffer.from(content);
  if (!streamed)
    return der(
      0x30,
      id("2a864886f70d010702"),
      der(
        0xa0,
        der(
          0x30,
          version,
          algorithms,
          der(0x30, id("2a864886f70d010701"), der(0xa0, der(4, bytes))),
          certificates,
          signers,
        ),
      ),
    );
  const half = Math.floor(bytes.length / 2);
  const octets = open(0x24, der(4, bytes.subarray(0, half)), der(4, bytes.subarray(half)));
  return open(
    0x30,
    id("2a864886f70d010702"),
    open(
      0xa0,
      open(
        0x30,
        version,
        algorithms,
        open(0x30, id("2a864886f70d010701"), open(0xa0, octets)),
        certificates,
        signers,
      ),
    ),
  );
}

export const encryptedMessage = () =>
  der(0x30, id("2a864886f70d010703"), der(0xa0, der(0x30, version, Buffer.alloc(300, 9))));
