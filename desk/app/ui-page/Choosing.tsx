import { Bike, CodeXml, Headset, UtensilsCrossed, Wrench } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../../ui/Avatar.tsx";
import { Card } from "../../ui/Card.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { ComboBox, TagBox } from "../../ui/ComboBox.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { type Option, Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { Stack } from "./arrange.tsx";

const brands: Option[] = [
  { id: "bikes", label: "Velo Nord", description: "Bicycles and repairs", icon: Bike },
  { id: "software", label: "Ledgerly", description: "Accounts for small firms", icon: CodeXml },
  {
    id: "restaurant",
    label: "Sofra",
    description: "A restaurant by the harbour",
    icon: UtensilsCrossed,
    disabled: true,
  },
];

const people: Option[] = ["Nina Berg", "Omar Haddad", "Олена Ткаченко", "王晓梅", "سلمى الحداد"].map(
  (name) => ({
    id: name,
    label: name,
    mark: <Avatar name={name} size={20} />,
  }),
);

export function Choosing() {
  const [brand, setBrand] = useState<string>("bikes");
  const [nobody, setNobody] = useState<string | null>(null);
  const [owner, setOwner] = useState<string | null>("Nina Berg");
  const [line, setLine] = useState<string>("service");
  const [reason, setReason] = useState<string | null>("Spam");
  const [known, setKnown] = useState<Option[]>(() =>
    ["refund", "warranty", "срочно", "доставка", "退款", "شحن"].map((id) => ({ id, label: id })),
  );
  const [tags, setTags] = useState<string[]>(["refund", "شحن"]);
  const [all, setAll] = useState(true);

  return (
    <Card title="Choices">
      <Stack>
        <Select label="Brand" options={brands} value={brand} onChange={setBrand} />
        <Select
          label="Team"
          options={brands}
          value={nobody}
          onChange={setNobody}
          error="Choose a team first."
        />
        <Select label="Team" options={brands} value="software" onChange={setBrand} isDisabled />
        <ComboBox label="Owner" options={people} value={owner} onChange={setOwner} />
        <TagBox
          label="Tags"
          options={known}
          value={tags}
          onChange={setTags}
          onCreate={(text) => {
            setKnown([...known, { id: text, label: text }]);
            setTags([...tags, text]);
          }}
        />
        <RadioGroup
          label="Line"
          look="cards"
          value={line}
          onChange={setLine}
          options={[
            { id: "service", label: "Service", description: "Advice, orders, bookings", icon: Headset },
            { id: "support", label: "Support", description: "Something is broken", icon: Wrench },
          ]}
        />
        <RadioGroup
          label="Reason"
          look="chips"
          value={reason}
          onChange={setReason}
          options={["Only thanks", "Spam", "Answered elsewhere"].map((id) => ({ id, label: id }))}
        />
        <RadioGroup
          label="Density"
          orientation="horizontal"
          value={line}
          onChange={setLine}
          options={[
            { id: "service", label: "Comfortable" },
            { id: "support", label: "Compact" },
            { id: "none", label: "Neither", disabled: true },
          ]}
        />
        <Stack>
          <Checkbox isSelected={all} onChange={setAll} description="Also while you are away.">
            Tell me about every answer
          </Checkbox>
          <Checkbox isIndeterminate>Some of them</Checkbox>
          <Checkbox isDisabled>Not possible here</Checkbox>
        </Stack>
        <Switch isSelected={all} onChange={setAll} description="Takes effect at once.">
          Receive mail
        </Switch>
        <Switch>Off</Switch>
        <Switch isDisabled>Not possible here</Switch>
      </Stack>
    </Card>
  );
}
