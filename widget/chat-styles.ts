export const chatStyles = `
.main{overflow-anchor:none}
.log>li{contain:layout style;display:flex;flex-direction:column;align-items:flex-start;margin-bottom:8px}
.log>.you{align-items:flex-end}
.log>.system{align-items:center}
.log>li>*{max-width:88%}
.day{align-self:center;margin:8px 0;font-size:var(--_small);color:var(--_dim)}
.day::first-letter{text-transform:uppercase}
.head{margin:8px 2px 4px;font-size:var(--_small);color:var(--_dim)}
.head bdi{font-weight:600}
.face::before{content:attr(data-name)}
.face{display:inline-block;width:24px;margin-inline-end:4px;border-radius:50%;background:var(--_soft);color:var(--_fg);font-size:11px;line-height:24px;text-align:center}
.bubble{padding:8px 12px;border:1px solid #0000;border-radius:12px;background:var(--_soft)}
p.bubble{white-space:pre-line}
.bubble>h3{margin:0 0 6px;font-size:15px}
.you>.bubble{background:var(--_accent);color:var(--_on)}
.you>.bubble a{color:inherit}
.system>.bubble{padding:4px 0;background:none;color:var(--_dim);font-size:var(--_small);text-align:center}
.whole{margin-top:8px}
.helped{margin:12px 2px -4px;font-size:14px}
.file{min-width:40px;min-height:40px;margin-top:4px;padding:8px 12px;border:1px solid var(--_line);border-radius:12px;font-size:14px}
.file[style]{padding:0;overflow:hidden}
.mark{margin-top:4px;font-size:var(--_small)}
.mark .link{margin-inline-end:8px}
.bar{padding:8px 16px;border-bottom:1px solid var(--_line);background:var(--_soft);font-size:14px}
.over{position:relative}
.over>.bar{position:absolute;width:100%}
.older{display:block;margin:0 auto 8px}
.fresh{position:sticky;bottom:0;display:block;margin:8px auto 0;padding:4px 16px;border-radius:16px;font-size:14px}
`;
