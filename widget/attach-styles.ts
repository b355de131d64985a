/** A sheet of its own, beside the panel's. `.files` with nothing in it takes no room: the field stands as it did before this chunk came. */
export const attachStyles = new CSSStyleSheet();
attachStyles.replaceSync(`.files{flex:1 0 100%;font-size:var(--_small)}
.files:not(:has(li,p:not(:empty),.actions:not([hidden]))){position:absolute}
.files ul{max-height:30cqh;overflow:auto}
.files [hidden]{display:none}
.files .actions{margin:0 0 8px}
.tile{display:flex;align-items:center;gap:8px}
.tile>div{flex:1}
.tile>.icon{font-size:20px}
.tile>canvas{width:40px;height:40px;object-fit:cover}
progress{width:100%;accent-color:var(--_link)}
.picture,.picture>canvas{display:block;width:100%;height:100%;object-fit:contain}
.drop{outline:3px dashed var(--_link);outline-offset:-6px}`);
