import { Archive, Ellipsis, Reply, Tag, Trash2, UserRound } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Dialog, DialogTrigger } from "../../ui/Dialog.tsx";
import { KeySheet } from "../../ui/KeySheet.tsx";
import { useKey } from "../../ui/keys.ts";
import { Menu, MenuItem, MenuRule, MenuSection, MenuTrigger } from "../../ui/Menu.tsx";
import { Popover, PopoverTrigger } from "../../ui/Popover.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { toast } from "../../ui/toasts.ts";
import { Row, Stack } from "./arrange.tsx";

export function Floating() {
  const [sheet, setSheet] = useState(false);
  useKey("sheet", "?", () => setSheet(true));

  return (
    <Card title="What floats">
      <Stack>
        <Row>
          <MenuTrigger>
            <Button>Menu</Button>
            <Menu label="What to do">
              <MenuItem icon={Reply} keys="r">
                Reply
              </MenuItem>
              <MenuItem icon={UserRound} keys="a">
                Assign
              </MenuItem>
              <MenuItem icon={Tag} keys="t" disabled>
                Tag
              </MenuItem>
              <MenuRule />
              <MenuSection title="For good">
                <MenuItem icon={Archive} description="It can be opened again." keys="e">
                  Close
                </MenuItem>
                <MenuItem icon={Trash2} danger>
                  Delete
                </MenuItem>
              </MenuSection>
            </Menu>
          </MenuTrigger>
          <MenuTrigger>
            <IconButton icon={Ellipsis} label="More" />
            <Menu selectionMode="single" selectedKeys={["newest"]} placement="bottom end">
              <MenuItem id="newest">Newest first</MenuItem>
              <MenuItem id="waiting">Waiting longest first</MenuItem>
            </Menu>
          </MenuTrigger>
          <PopoverTrigger>
            <Button>Popover</Button>
            <Popover label="Why">It went to the bicycle team because the letter names a brake lever.</Popover>
          </PopoverTrigger>
          <Tooltip text="Says it in other words" keys="mod+k">
            <Button kind="quiet">Tooltip</Button>
          </Tooltip>
        </Row>
        <Row>
          <DialogTrigger>
            <Button>Dialog</Button>
            <Dialog
              title="Invite a colleague"
              actions={(close) => (
                <>
                  <Button onPress={close}>Cancel</Button>
                  <Button kind="primary" onPress={close}>
                    Invite
                  </Button>
                </>
              )}
            >
              <TextField label="E-mail" type="email" autoFocus />
            </Dialog>
          </DialogTrigger>
          <DialogTrigger>
            <Button kind="danger">Delete</Button>
            <Dialog
              title="Delete the inbox?"
              urgent
              size="s"
              actions={(close) => (
                <>
                  <Button onPress={close}>Keep it</Button>
                  <Button kind="danger" onPress={close}>
                    Delete it
                  </Button>
                </>
              )}
            >
              Mail to it will come back to its sender. Conversations stay where they are.
            </Dialog>
          </DialogTrigger>
          <Button onPress={() => setSheet(true)}>Keys</Button>
          <KeySheet isOpen={sheet} onOpenChange={setSheet} />
        </Row>
        <Row>
          <Button
            onPress={() =>
              toast({ text: "Closed.", undo: () => toast({ text: "Open again.", kind: "good" }) })
            }
          >
            Toast with undo
          </Button>
          <Button onPress={() => toast({ text: "Your answer is on its way.", kind: "good" })}>
            Good news
          </Button>
          <Button
            onPress={() =>
              toast({
                text: "The mail server did not answer. Your reply is safe; we try again at 14:05.",
                kind: "failed",
                action: { label: "Try now", act: () => toast({ text: "Sent.", kind: "good" }) },
              })
            }
          >
            Bad news
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}
