// from scripts/
export function fill(e,n,o){for(const[t,r]of Object.entries(n))e.setAttribute(t,`${r}`);e.append(...o)}export function svg(e,n={},...o){const t=document.createElementNS("http://www.w3.org/2000/svg",e);return fill(t,n,o),t}export function html(e,n={},...o){const t=document.createElement(e);return fill(t,n,o),t}
