import { type Client, subjectOf } from "./client.ts";
import { appleClients } from "./clients/apple.ts";
import { chineseClients } from "./clients/chinese.ts";
import { gmailClients } from "./clients/gmail.ts";
import { otherClients } from "./clients/others.ts";
import { outlookClients } from "./clients/outlook.ts";
import { russianClients } from "./clients/russian.ts";
import { type Language, type Said, say } from "./said.ts";
import { winmailClients } from "./winmail.ts";

/** A mail as one of the big programs writes it, with what its writer meant. */
export interface ClientLetter {
  name: string;
  client: string;
  language: Language;
  said: Said;
  raw: Buffer;
}

const clients: Client[] = [
  ...gmailClients,
  ...appleClients,
  ...outlookClients,
  ...winmailClients,
  ...russianClients,
  ...chineseClients,
  ...otherClients,
];

export const clientLetters: ClientLetter[] = clients.flatMap((client) =>
  client.languages.flatMap((language) =>
    client.kinds.map((kind, nr) => {
      const said = say(language, kind, nr + client.name.length);
      return {
        name: `${client.name}, ${language}, ${kind}`,
        client: client.name,
        language,
        said,
        raw: client.write(said),
      };
    }),
  ),
);

export { subjectOf };
