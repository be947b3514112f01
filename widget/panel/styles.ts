/** The look of panel and invitation, beside the launcher's own. */
export const styles = `
.panel{position:fixed;bottom:calc(var(--y) + 70px);right:var(--x);left:var(--l);width:400px;max-width:calc(100vw - 2 * var(--a));height:680px;max-height:calc(100vh - var(--b) - 90px);border-radius:16px;overflow:hidden;background:#fff;box-shadow:0 0 0 1px #0002,0 12px 48px #0004}
.panel.waits{visibility:hidden;pointer-events:none}
iframe{display:block;width:100%;height:100%;border:0;color-scheme:normal}
.phone{top:0;left:0;right:0;bottom:auto;width:100%;max-width:none;height:100%;max-height:none;border-radius:0;box-shadow:none}
.phone~button{display:none}
.spin{position:absolute;top:50%;left:50%;width:28px;height:28px;margin:-14px;border:3px solid #8884;border-top-color:#888;border-radius:50%}
.invitation{position:fixed;bottom:calc(var(--y) + 70px);right:var(--x);left:var(--l);display:flex;align-items:flex-start;width:max-content;max-width:min(300px,calc(100vw - 2 * var(--a)));border-radius:14px;background:#fff;color:#1b1e24;box-shadow:0 0 0 1px #0002,0 8px 32px #0003;font:15px/21px system-ui,-apple-system,"Segoe UI",sans-serif}
.invitation button{all:unset;position:static;cursor:pointer;padding:14px 0 14px 16px;padding:14px;box-sizing:border-box;min-height:44px}
.invitation button+button{flex:none;width:44px;text-align:center;color:#5b6270;font-size:20px;line-height:16px}
.invitation button:focus-visible{outline:3px solid #1d4ed8;outline-offset:-3px;border-radius:14px}
@media (prefers-color-scheme:dark){.auto{background:#17191d}.invitation{background:#26292f;color:#eceef2}.invitation button+button{color:#a9b0bc}}
.dark{background:#17191d}
@media (prefers-reduced-motion:no-preference){.panel:not(.waits),.invitation{animation:rise .16s ease-out}.spin{animation:spin .8s linear infinite}}
@keyframes rise{from{opacity:0;transform:translateY(10px)}}
@keyframes spin{to{transform:rotate(1turn)}}
@media (forced-colors:active){.panel,.invitation{border:2px solid ButtonText}}
`.replace(/\n/g, "");
