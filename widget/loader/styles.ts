/** The look of the launcher. `all` keeps out what the page hands down; `--b` and `--a` are its place from the edges. */
export const styles =
  ":host{all:initial!important;position:fixed!important;z-index:2147483000!important;--brand:#1f5abe;--on:#fff;--y:calc(var(--b) + env(safe-area-inset-bottom,0px));--x:calc(var(--a) + env(safe-area-inset-right,0px));--l:auto}" +
  ":host(.left){--x:auto;--l:calc(var(--a) + env(safe-area-inset-left,0px))}" +
  "@media print{:host{display:none!important}}" +
  "[hidden]{display:none!important}" +
  // In forced colours a border is drawn that nobody sees otherwise.
  "button{position:fixed;bottom:var(--y);right:var(--x);left:var(--l);width:56px;height:56px;padding:13px;border:2px solid transparent;border-radius:50%;background:var(--brand) border-box;color:var(--on);cursor:pointer;box-shadow:0 4px 20px #0005;box-sizing:border-box}" +
  "button:hover{filter:brightness(1.1)}" +
  "button:focus{outline:3px solid #fff;box-shadow:0 0 0 6px #1d4ed8}" +
  "button:focus:not(:focus-visible){outline:0;box-shadow:none}" +
  "svg{display:block;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}" +
  "b{position:absolute;top:-5px;right:-5px;min-width:22px;border-radius:11px;background:#c81e1e;color:#fff;font:600 12px/22px system-ui,sans-serif}";
