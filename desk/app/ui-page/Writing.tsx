import { AtSign } from "lucide-react";
import { useState } from "react";
import { Card } from "../../ui/Card.tsx";
import { FileDrop } from "../../ui/FileDrop.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { TextArea, TextField } from "../../ui/TextField.tsx";
import { Stack } from "./arrange.tsx";

export function Writing() {
  const [files, setFiles] = useState<string[]>([]);
  return (
    <Card title="Fields">
      <Stack>
        <TextField label="Name" placeholder="As customers see it" description="Stands under every answer." />
        <TextField label="E-mail" type="email" icon={AtSign} defaultValue="nina@example.com" />
        <TextField label="Password" type="password" defaultValue="a long sentence is best" />
        <TextField label="Address" defaultValue="shop@" error="An address needs something after the @." />
        <TextField label="Nickname" optional isDisabled defaultValue="Nobody" />
        <TextArea label="Signature" defaultValue={"سلمى\nفريق الخدمة"} />
        <SearchField label="Search customers" />
        <SearchField label="Search customers" defaultValue="ines" busy />
        <FileDrop
          label="Attachments"
          maxBytes={25_000_000}
          description={files.length > 0 ? files.join(", ") : undefined}
          onFiles={(chosen) => setFiles(chosen.map((file) => file.name))}
        />
      </Stack>
    </Card>
  );
}
