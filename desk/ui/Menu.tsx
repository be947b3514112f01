import { Check, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuProps as AriaMenuProps,
  MenuSection as AriaMenuSection,
  type MenuSectionProps as AriaMenuSectionProps,
  Header,
  MenuTrigger,
  type PopoverProps,
  Separator,
} from "react-aria-components";
import { Icon } from "./Icon.tsx";
import { KeyCap } from "./KeyCap.tsx";
import optionStyles from "./Option.module.css";
import { Float } from "./Popover.tsx";

export { MenuTrigger };

type MenuProps = Pick<
  AriaMenuProps<object>,
  | "selectionMode"
  | "selectedKeys"
  | "onSelectionChange"
  | "onAction"
  | "disabledKeys"
  | "disallowEmptySelection"
> & {
  label?: string;
  placement?: PopoverProps["placement"];
  children: ReactNode;
};

/** `<MenuTrigger><IconButton …/><Menu><MenuItem …/></Menu></MenuTrigger>` */
export function Menu({ label, placement = "bottom start", children, ...rest }: MenuProps) {
  return (
    <Float placement={placement}>
      <AriaMenu {...rest} aria-label={label} className={optionStyles.list}>
        {children}
      </AriaMenu>
    </Float>
  );
}

type MenuItemProps = {
  id?: string;
  icon?: LucideIcon;
  mark?: ReactNode;
  /** The key that does the same. */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  description?: string;
  href?: string;
  onAction?: () => void;
  children: string;
};

export function MenuItem({
  icon,
  mark,
  keys,
  danger,
  disabled,
  description,
  children,
  ...rest
}: MenuItemProps) {
  return (
    <AriaMenuItem
      {...rest}
      textValue={children}
      isDisabled={disabled}
      className={optionStyles.option}
      data-danger={danger || undefined}
    >
      {({ isSelected }) => (
        <>
          {mark ?? (icon && <Icon of={icon} />)}
          <span className={optionStyles.words}>
            <span className={optionStyles.label} dir="auto">
              {children}
            </span>
            {description && <span className={optionStyles.description}>{description}</span>}
          </span>
          {isSelected && (
            <span className={optionStyles.tick}>
              <Icon of={Check} size={14} />
            </span>
          )}
          {keys && <KeyCap keys={keys} />}
        </>
      )}
    </AriaMenuItem>
  );
}

type MenuSectionProps = Pick<
  AriaMenuSectionProps<object>,
  "selectionMode" | "selectedKeys" | "onSelectionChange" | "disallowEmptySelection"
> & { title: string; children: ReactNode };

/** Items under a title; with a `selectionMode` they are choices of which one is ticked. */
export function MenuSection({ title, children, ...selection }: MenuSectionProps) {
  return (
    <AriaMenuSection {...selection}>
      <Header className={optionStyles.heading}>{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuRule() {
  return <Separator className={optionStyles.rule} />;
}
