/** What any panel needs, in few rules: the floors differ in what draws it. */
export const PANEL_STYLES = `:host{all:initial;font:15px/1.45 system-ui,sans-serif}
.panel{position:fixed;inset:auto 20px 88px auto;width:380px;height:600px;max-height:80vh;display:flex;flex-direction:column;background:#fff;color:#1b1d21;border:1px solid #d8dce2;border-radius:12px}
.panel[hidden]{display:none}header{padding:16px;border-bottom:1px solid #d8dce2}.log{flex:1;overflow:auto;padding:16px}
form{display:flex;gap:8px;padding:12px;border-top:1px solid #d8dce2}input{flex:1;min-width:0;padding:8px;font:inherit}`;

export const LAUNCHER_STYLES = `.launcher{position:fixed;inset:auto 20px 20px auto;width:56px;height:56px;border:0;border-radius:50%;background:#1c5fcc;color:#fff}`;

export const GREETING = "Hello, how can we help?";
