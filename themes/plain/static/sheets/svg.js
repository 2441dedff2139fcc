// from scripts/
function c(e,n,o){for(const[t,r]of Object.entries(n))e.setAttribute(t,`${r}`);e.append(...o)}function s(e,n={},...o){const t=document.createElementNS("http://www.w3.org/2000/svg",e);return c(t,n,o),t}function u(e,n={},...o){const t=document.createElement(e);return c(t,n,o),t}export{c as f,u as h,s};
